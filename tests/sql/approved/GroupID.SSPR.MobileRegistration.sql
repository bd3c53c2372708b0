SELECT LOWER(CONVERT(NVARCHAR(40), [SSPR].[MobileRegistration].[UserGUID])) AS [UserGUID], [SSPR].[MobileRegistration].[IdentityStoreID], [SSPR].[MobileRegistration].[Mobile]
FROM [SSPR].[MobileRegistration]
WHERE [SSPR].[MobileRegistration].[IdentityStoreID] IN (?, ...) ORDER BY [SSPR].[MobileRegistration].[UserGUID];

SELECT count(*) AS count_1
FROM (SELECT [SSPR].[MobileRegistration].[UserGUID] AS [UserGUID], [SSPR].[MobileRegistration].[IdentityStoreID] AS [IdentityStoreID], [SSPR].[MobileRegistration].[Mobile] AS [Mobile]
FROM [SSPR].[MobileRegistration]
WHERE [SSPR].[MobileRegistration].[IdentityStoreID] IN (?, ...)) AS anon_1;

SELECT count(*) AS count_1
FROM (SELECT [SSPR].[MobileRegistration].[UserGUID] AS [UserGUID], [SSPR].[MobileRegistration].[IdentityStoreID] AS [IdentityStoreID], [SSPR].[MobileRegistration].[Mobile] AS [Mobile]
FROM [SSPR].[MobileRegistration]) AS anon_1;
