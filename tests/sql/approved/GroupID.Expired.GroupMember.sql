SELECT LOWER(CONVERT(NVARCHAR(40), [Expired].[GroupMember].[ObjectGUID])) AS [ObjectGUID], LOWER(CONVERT(NVARCHAR(40), [Expired].[GroupMember].[MemberGUID])) AS [MemberGUID]
FROM [Expired].[GroupMember]
WHERE [Expired].[GroupMember].[ObjectGUID] IN (?, ...) ORDER BY [Expired].[GroupMember].[ObjectGUID], [Expired].[GroupMember].[MemberGUID];
