DELETE FROM [DM11].[WorkflowRequest] WHERE [DM11].[WorkflowRequest].[legacyRequestId] IN (?, ...) AND ([DM11].[WorkflowRequest].[legacyRequestId] COLLATE Latin1_General_100_BIN2) IN (?, ...);

INSERT INTO [DM11].[WorkflowRequest] ([legacyRequestId], [workflowRouteId], [requester], [requesterIdentityStoreID], [targetObject], [targetObjectIdentityStoreID], [requestApproverDTOList], [fieldDTOList], [reason], [statusId], [createdOn]) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')));

INSERT INTO [DM11].[WorkflowRequest] ([legacyRequestId], [workflowRouteId], [requester], [requesterIdentityStoreID], [targetObject], [targetObjectIdentityStoreID], [requestApproverDTOList], [fieldDTOList], [statusId], [createdOn]) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')));

SELECT [DM11].[WorkflowRequest].[legacyRequestId], [DM11].[WorkflowRequest].[workflowRequestId], [DM11].[WorkflowRequest].[workflowRouteId], LOWER(CONVERT(NVARCHAR(40), [DM11].[WorkflowRequest].[requester])) AS [requester], [DM11].[WorkflowRequest].[requesterIdentityStoreID], LOWER(CONVERT(NVARCHAR(40), [DM11].[WorkflowRequest].[targetObject])) AS [targetObject], [DM11].[WorkflowRequest].[targetObjectIdentityStoreID], [DM11].[WorkflowRequest].[requestApproverDTOList], [DM11].[WorkflowRequest].[fieldDTOList], [DM11].[WorkflowRequest].[reason], [DM11].[WorkflowRequest].[statusId], CONVERT(NVARCHAR(40), [DM11].[WorkflowRequest].[createdOn], 121) AS [createdOn]
FROM [DM11].[WorkflowRequest]
WHERE [DM11].[WorkflowRequest].[legacyRequestId] IN (?, ...) AND ([DM11].[WorkflowRequest].[legacyRequestId] COLLATE Latin1_General_100_BIN2) IN (?, ...);

SELECT max([DM11].[WorkflowRequest].[workflowRequestId]) AS max_1
FROM [DM11].[WorkflowRequest];

UPDATE [DM11].[WorkflowRequest] SET [workflowRequestId]=? WHERE [DM11].[WorkflowRequest].[legacyRequestId] IN (?, ...) AND ([DM11].[WorkflowRequest].[legacyRequestId] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[WorkflowRequest] SET [workflowRouteId]=?, [requester]=?, [requesterIdentityStoreID]=?, [targetObject]=?, [targetObjectIdentityStoreID]=?, [requestApproverDTOList]=?, [fieldDTOList]=?, [reason]=?, [statusId]=?, [createdOn]=CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')) WHERE [DM11].[WorkflowRequest].[legacyRequestId] IN (?, ...) AND ([DM11].[WorkflowRequest].[legacyRequestId] COLLATE Latin1_General_100_BIN2) IN (?, ...);

UPDATE [DM11].[WorkflowRequest] SET [workflowRouteId]=?, [requester]=?, [requesterIdentityStoreID]=?, [targetObject]=?, [targetObjectIdentityStoreID]=?, [requestApproverDTOList]=?, [fieldDTOList]=?, [statusId]=?, [createdOn]=CONVERT(DATETIME2(7), SWITCHOFFSET(CONVERT(DATETIMEOFFSET(7), ?, 127), '+00:00')) WHERE [DM11].[WorkflowRequest].[legacyRequestId] IN (?, ...) AND ([DM11].[WorkflowRequest].[legacyRequestId] COLLATE Latin1_General_100_BIN2) IN (?, ...);
