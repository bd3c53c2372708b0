DELETE FROM [DM11].[Workflow] WHERE [DM11].[Workflow].[routeKey] IN (?, ...) AND ([DM11].[Workflow].[routeKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

INSERT INTO [DM11].[Workflow] ([routeKey], [identityStoreID], [name], [isEnabled], [type], [event], [routeApproverDTOList], [routeObjectDTOList], [enableEmailApproval], [disableApproverAcceleration]) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

INSERT INTO [DM11].[Workflow] ([routeKey], [identityStoreID], [name], [isEnabled], [type], [event], [routeFieldDTOList], [routeApproverDTOList], [routeObjectDTOList], [enableEmailApproval], [disableApproverAcceleration], [portalUrl]) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

INSERT INTO [DM11].[Workflow] ([routeKey], [identityStoreID], [name], [isEnabled], [type], [event], [routeFieldDTOList], [routeFilterDTOList], [routeApproverDTOList], [routeObjectDTOList], [enableEmailApproval], [disableApproverAcceleration], [portalUrl]) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

INSERT INTO [DM11].[Workflow] ([routeKey], [identityStoreID], [name], [isEnabled], [type], [event], [routeFieldDTOList], [routeObjectDTOList], [enableEmailApproval], [disableApproverAcceleration]) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

INSERT INTO [DM11].[Workflow] ([routeKey], [identityStoreID], [name], [isEnabled], [type], [event], [routeObjectDTOList], [enableEmailApproval], [disableApproverAcceleration]) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?);

SELECT [DM11].[Workflow].[routeKey], [DM11].[Workflow].[workflowRouteId], [DM11].[Workflow].[identityStoreID], [DM11].[Workflow].[name], [DM11].[Workflow].[description], [DM11].[Workflow].[isEnabled], [DM11].[Workflow].[type], [DM11].[Workflow].[event], [DM11].[Workflow].[routeFieldDTOList], [DM11].[Workflow].[routeFilterDTOList], [DM11].[Workflow].[routeApproverDTOList], [DM11].[Workflow].[routeObjectDTOList], [DM11].[Workflow].[enableEmailApproval], [DM11].[Workflow].[disableApproverAcceleration], [DM11].[Workflow].[portalUrl]
FROM [DM11].[Workflow]
WHERE [DM11].[Workflow].[routeKey] IN (?, ...) AND ([DM11].[Workflow].[routeKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

SELECT [DM11].[Workflow].[workflowRouteId]
FROM [DM11].[Workflow]
WHERE [DM11].[Workflow].[workflowRouteId] = ?;

SELECT [DM11].[Workflow].[workflowRouteId], [DM11].[Workflow].[routeKey]
FROM [DM11].[Workflow]
WHERE [DM11].[Workflow].[workflowRouteId] IN (?, ...);

SELECT max([DM11].[Workflow].[workflowRouteId]) AS max_1
FROM [DM11].[Workflow];

UPDATE [DM11].[Workflow] SET [identityStoreID]=?, [name]=?, [isEnabled]=?, [type]=?, [event]=?, [routeApproverDTOList]=?, [routeObjectDTOList]=?, [enableEmailApproval]=?, [disableApproverAcceleration]=? WHERE [DM11].[Workflow].[routeKey] IN (?, ...) AND ([DM11].[Workflow].[routeKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[Workflow] SET [identityStoreID]=?, [name]=?, [isEnabled]=?, [type]=?, [event]=?, [routeFieldDTOList]=?, [routeApproverDTOList]=?, [routeObjectDTOList]=?, [enableEmailApproval]=?, [disableApproverAcceleration]=?, [portalUrl]=? WHERE [DM11].[Workflow].[routeKey] IN (?, ...) AND ([DM11].[Workflow].[routeKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[Workflow] SET [identityStoreID]=?, [name]=?, [isEnabled]=?, [type]=?, [event]=?, [routeFieldDTOList]=?, [routeFilterDTOList]=?, [routeApproverDTOList]=?, [routeObjectDTOList]=?, [enableEmailApproval]=?, [disableApproverAcceleration]=?, [portalUrl]=? WHERE [DM11].[Workflow].[routeKey] IN (?, ...) AND ([DM11].[Workflow].[routeKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[Workflow] SET [identityStoreID]=?, [name]=?, [isEnabled]=?, [type]=?, [event]=?, [routeFieldDTOList]=?, [routeObjectDTOList]=?, [enableEmailApproval]=?, [disableApproverAcceleration]=? WHERE [DM11].[Workflow].[routeKey] IN (?, ...) AND ([DM11].[Workflow].[routeKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[Workflow] SET [identityStoreID]=?, [name]=?, [isEnabled]=?, [type]=?, [event]=?, [routeObjectDTOList]=?, [enableEmailApproval]=?, [disableApproverAcceleration]=? WHERE [DM11].[Workflow].[routeKey] IN (?, ...) AND ([DM11].[Workflow].[routeKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[Workflow] SET [workflowRouteId]=? WHERE [DM11].[Workflow].[routeKey] IN (?, ...) AND ([DM11].[Workflow].[routeKey] COLLATE Latin1_General_100_BIN2) IN (?, ...);
