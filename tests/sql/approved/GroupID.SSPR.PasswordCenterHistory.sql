SELECT [SSPR].[PasswordCenterHistory].[IdentityStoreID], count(*) AS count_1, min([SSPR].[PasswordCenterHistory].[id]) AS min_1, max([SSPR].[PasswordCenterHistory].[id]) AS max_1
FROM [SSPR].[PasswordCenterHistory]
WHERE [SSPR].[PasswordCenterHistory].[id] > ? AND [SSPR].[PasswordCenterHistory].[id] <= ? GROUP BY [SSPR].[PasswordCenterHistory].[IdentityStoreID];

SELECT [SSPR].[PasswordCenterHistory].[IdentityStoreID], count(*) AS count_1, min([SSPR].[PasswordCenterHistory].[id]) AS min_1, max([SSPR].[PasswordCenterHistory].[id]) AS max_1
FROM [SSPR].[PasswordCenterHistory] GROUP BY [SSPR].[PasswordCenterHistory].[IdentityStoreID];

SELECT [SSPR].[PasswordCenterHistory].[id], [SSPR].[PasswordCenterHistory].[IdentityStoreID], [SSPR].[PasswordCenterHistory].[JsonData]
FROM [SSPR].[PasswordCenterHistory]
WHERE [SSPR].[PasswordCenterHistory].[id] >= ? AND [SSPR].[PasswordCenterHistory].[id] <= ? ORDER BY [SSPR].[PasswordCenterHistory].[id];

SELECT max([SSPR].[PasswordCenterHistory].[id]) AS max_1
FROM [SSPR].[PasswordCenterHistory];

SELECT min([SSPR].[PasswordCenterHistory].[id]) AS min_1
FROM [SSPR].[PasswordCenterHistory]
WHERE [SSPR].[PasswordCenterHistory].[id] >= ?;
