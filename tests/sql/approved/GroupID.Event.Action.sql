SELECT [Event].[Action].[ActionID], [Event].[Action].[ActionName]
FROM [Event].[Action] ORDER BY [Event].[Action].[ActionID];
