SELECT LOWER(CONVERT(NVARCHAR(40), [SVC].[GroupOwner].[ObjectGUID])) AS [ObjectGUID], LOWER(CONVERT(NVARCHAR(40), [SVC].[GroupOwner].[OwnerGUID])) AS [OwnerGUID], [SVC].[GroupOwner].[NotifyOptOut]
FROM [SVC].[GroupOwner]
WHERE [SVC].[GroupOwner].[ObjectGUID] IN (?, ...) ORDER BY [SVC].[GroupOwner].[ObjectGUID], [SVC].[GroupOwner].[OwnerGUID];
