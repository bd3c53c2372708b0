SELECT [SVC].[SmtpServer].[IdentityStoreId], [SVC].[SmtpServer].[SmtpServer], [SVC].[SmtpServer].[Port], [SVC].[SmtpServer].[FromEmail], [SVC].[SmtpServer].[ToEmail], [SVC].[SmtpServer].[SslEnabled], [SVC].[SmtpServer].[Authentication], [SVC].[SmtpServer].[UserName], [SVC].[SmtpServer].[Password]
FROM [SVC].[SmtpServer] ORDER BY [SVC].[SmtpServer].[IdentityStoreId];
