SELECT LOWER(CONVERT(NVARCHAR(40), [SVC].[GroupMembership].[ObjectGUID])) AS [ObjectGUID], LOWER(CONVERT(NVARCHAR(40), [SVC].[GroupMembership].[MemberGUID])) AS [MemberGUID], [SVC].[GroupMembership].[MembershipType], CONVERT(NVARCHAR(40), [SVC].[GroupMembership].[BeginningDate], 121) AS [BeginningDate], CONVERT(NVARCHAR(40), [SVC].[GroupMembership].[EndingDate], 121) AS [EndingDate]
FROM [SVC].[GroupMembership]
WHERE [SVC].[GroupMembership].[ObjectGUID] IN (?, ...) ORDER BY [SVC].[GroupMembership].[ObjectGUID], [SVC].[GroupMembership].[MemberGUID];
