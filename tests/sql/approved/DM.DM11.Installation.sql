SELECT LOWER(CONVERT(NVARCHAR(40), [DM11].[Installation].[InstallationId])) AS [InstallationId], [DM11].[Installation].[ProductVersion]
FROM [DM11].[Installation];

SELECT [DM11].[Installation].[Salt], [DM11].[Installation].[PassphraseCheck]
FROM [DM11].[Installation];
