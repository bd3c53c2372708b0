SELECT [SSPR_IdentityStoreValue].[AttributesValueID], [SSPR_IdentityStoreValue].[IdentityStoreID], [SSPR_IdentityStoreValue].[AttributeID], [SSPR_IdentityStoreValue].[AttributeValue]
FROM [SSPR_IdentityStoreValue] ORDER BY [SSPR_IdentityStoreValue].[AttributesValueID];
