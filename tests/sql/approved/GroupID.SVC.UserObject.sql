SELECT LOWER(CONVERT(NVARCHAR(40), [SVC].[UserObject].[ObjectGUID])) AS [ObjectGUID], [SVC].[UserObject].[IdentityStoreId], [SVC].[UserObject].[AdditionalManagers], [SVC].[UserObject].[AdditionalManagerDates], CONVERT(NVARCHAR(40), [SVC].[UserObject].[ProfileValidatedOn], 121) AS [ProfileValidatedOn], [SVC].[UserObject].[ProfileValidationState], [SVC].[UserObject].[EnrolledWith]
FROM [SVC].[UserObject]
WHERE [SVC].[UserObject].[IdentityStoreId] IN (?, ...) ORDER BY [SVC].[UserObject].[ObjectGUID];

SELECT LOWER(CONVERT(NVARCHAR(40), [SVC].[UserObject].[ObjectGUID])) AS [ObjectGUID], [SVC].[UserObject].[IdentityStoreId], [SVC].[UserObject].[AdditionalManagers], [SVC].[UserObject].[AdditionalManagerDates], CONVERT(NVARCHAR(40), [SVC].[UserObject].[ProfileValidatedOn], 121) AS [ProfileValidatedOn], [SVC].[UserObject].[ProfileValidationState], [SVC].[UserObject].[EnrolledWith]
FROM [SVC].[UserObject]
WHERE [SVC].[UserObject].[ObjectGUID] IN (?, ...) ORDER BY [SVC].[UserObject].[ObjectGUID];

SELECT count(*) AS count_1
FROM (SELECT [SVC].[UserObject].[ObjectGUID] AS [ObjectGUID], [SVC].[UserObject].[IdentityStoreId] AS [IdentityStoreId], [SVC].[UserObject].[AdditionalManagers] AS [AdditionalManagers], [SVC].[UserObject].[AdditionalManagerDates] AS [AdditionalManagerDates], [SVC].[UserObject].[ProfileValidatedOn] AS [ProfileValidatedOn], [SVC].[UserObject].[ProfileValidationState] AS [ProfileValidationState], [SVC].[UserObject].[EnrolledWith] AS [EnrolledWith]
FROM [SVC].[UserObject]
WHERE [SVC].[UserObject].[IdentityStoreId] IN (?, ...)) AS anon_1;

SELECT count(*) AS count_1
FROM (SELECT [SVC].[UserObject].[ObjectGUID] AS [ObjectGUID], [SVC].[UserObject].[IdentityStoreId] AS [IdentityStoreId], [SVC].[UserObject].[AdditionalManagers] AS [AdditionalManagers], [SVC].[UserObject].[AdditionalManagerDates] AS [AdditionalManagerDates], [SVC].[UserObject].[ProfileValidatedOn] AS [ProfileValidatedOn], [SVC].[UserObject].[ProfileValidationState] AS [ProfileValidationState], [SVC].[UserObject].[EnrolledWith] AS [EnrolledWith]
FROM [SVC].[UserObject]) AS anon_1;
