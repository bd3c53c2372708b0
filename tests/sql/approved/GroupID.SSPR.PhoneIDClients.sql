SELECT [SSPR].[PhoneIDClients].[Id], [SSPR].[PhoneIDClients].[IdentityStoreID], LOWER(CONVERT(NVARCHAR(40), [SSPR].[PhoneIDClients].[UserGUID])) AS [UserGUID]
FROM [SSPR].[PhoneIDClients] ORDER BY [SSPR].[PhoneIDClients].[Id];
