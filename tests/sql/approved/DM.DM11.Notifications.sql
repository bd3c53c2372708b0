DELETE FROM [DM11].[Notifications] WHERE [DM11].[Notifications].[IdentityStoreId] IN (?, ...);

INSERT INTO [DM11].[Notifications] ([IdentityStoreId], [NotifyLoggedInUsers], [NotifyOwners], [NotifyModifiedObject], [NotifyPublicGroupOwner], [NotifyAddedMembers], [NotifyUserGroupJoinML], [NotifyUserGroupLeaveML], [XDaysBeforeLeaveNotificationML], [NotifyUserGroupJoinMB], [NotifyUserGroupLeaveMB]) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

INSERT INTO [DM11].[Notifications] ([IdentityStoreId], [PrimaryRecepients], [CarbonCopy], [NotifyLoggedInUsers], [NotifyOwners], [NotifyModifiedObject], [NotifyPublicGroupOwner], [NotifyAddedMembers], [PasswordPortalUrl], [NotifyUserGroupJoinML], [NotifyUserGroupLeaveML], [XDaysBeforeLeaveNotificationML], [NotifyUserGroupJoinMB], [NotifyUserGroupLeaveMB]) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

SELECT [DM11].[Notifications].[IdentityStoreId], [DM11].[Notifications].[PrimaryRecepients], [DM11].[Notifications].[CarbonCopy], [DM11].[Notifications].[NotifyLoggedInUsers], [DM11].[Notifications].[NotifyOwners], [DM11].[Notifications].[NotifyModifiedObject], [DM11].[Notifications].[NotifyPublicGroupOwner], [DM11].[Notifications].[NotifyAddedMembers], [DM11].[Notifications].[PasswordPortalUrl], [DM11].[Notifications].[NotifyUserGroupJoinML], [DM11].[Notifications].[NotifyUserGroupLeaveML], [DM11].[Notifications].[XDaysBeforeLeaveNotificationML], [DM11].[Notifications].[NotifyUserGroupJoinMB], [DM11].[Notifications].[NotifyUserGroupLeaveMB], [DM11].[Notifications].[XDaysBeforeLeaveNotificationMB]
FROM [DM11].[Notifications]
WHERE [DM11].[Notifications].[IdentityStoreId] IN (?, ...);

UPDATE [DM11].[Notifications] SET [NotifyLoggedInUsers]=?, [NotifyOwners]=?, [NotifyModifiedObject]=?, [NotifyPublicGroupOwner]=?, [NotifyAddedMembers]=?, [NotifyUserGroupJoinML]=?, [NotifyUserGroupLeaveML]=?, [XDaysBeforeLeaveNotificationML]=?, [NotifyUserGroupJoinMB]=?, [NotifyUserGroupLeaveMB]=? WHERE [DM11].[Notifications].[IdentityStoreId] IN (?, ...);

UPDATE [DM11].[Notifications] SET [PrimaryRecepients]=?, [CarbonCopy]=?, [NotifyLoggedInUsers]=?, [NotifyOwners]=?, [NotifyModifiedObject]=?, [NotifyPublicGroupOwner]=?, [NotifyAddedMembers]=?, [PasswordPortalUrl]=?, [NotifyUserGroupJoinML]=?, [NotifyUserGroupLeaveML]=?, [XDaysBeforeLeaveNotificationML]=?, [NotifyUserGroupJoinMB]=?, [NotifyUserGroupLeaveMB]=? WHERE [DM11].[Notifications].[IdentityStoreId] IN (?, ...);
