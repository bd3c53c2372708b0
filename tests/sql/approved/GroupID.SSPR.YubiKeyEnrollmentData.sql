SELECT LOWER(CONVERT(NVARCHAR(40), [SSPR].[YubiKeyEnrollmentData].[UserGUID])) AS [UserGUID], [SSPR].[YubiKeyEnrollmentData].[IdentityStoreID], [SSPR].[YubiKeyEnrollmentData].[EnrollmentData]
FROM [SSPR].[YubiKeyEnrollmentData]
WHERE [SSPR].[YubiKeyEnrollmentData].[IdentityStoreID] IN (?, ...) ORDER BY [SSPR].[YubiKeyEnrollmentData].[UserGUID];

SELECT count(*) AS count_1
FROM (SELECT [SSPR].[YubiKeyEnrollmentData].[UserGUID] AS [UserGUID], [SSPR].[YubiKeyEnrollmentData].[IdentityStoreID] AS [IdentityStoreID], [SSPR].[YubiKeyEnrollmentData].[EnrollmentData] AS [EnrollmentData]
FROM [SSPR].[YubiKeyEnrollmentData]
WHERE [SSPR].[YubiKeyEnrollmentData].[IdentityStoreID] IN (?, ...)) AS anon_1;

SELECT count(*) AS count_1
FROM (SELECT [SSPR].[YubiKeyEnrollmentData].[UserGUID] AS [UserGUID], [SSPR].[YubiKeyEnrollmentData].[IdentityStoreID] AS [IdentityStoreID], [SSPR].[YubiKeyEnrollmentData].[EnrollmentData] AS [EnrollmentData]
FROM [SSPR].[YubiKeyEnrollmentData]) AS anon_1;
