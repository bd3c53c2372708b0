using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text;

namespace DMUpgrade.ConsoleHost;

/// <summary>pwsh-host -File script.ps1 [args] | -Command text | - : the words of pwsh that this project's scripts use.</summary>
internal static class Program
{
    private const string Usage =
        "usage: pwsh-host [-NonInteractive] [-NoLogo] [-NoProfile] (-File script.ps1 [arguments] | -Command text | -)";

    private static int Main(string[] args)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Console.OutputEncoding = utf8;
        if (Console.IsInputRedirected)
        {
            Console.InputEncoding = utf8;
        }

        bool nonInteractive = Environment.GetEnvironmentVariable("DMUPGRADE_NONINTERACTIVE") is not (null or "" or "0");
        int at = 0;
        for (; at < args.Length; at++)
        {
            switch (args[at].ToLowerInvariant())
            {
                case "-noninteractive": nonInteractive = true; continue;
                case "-nologo" or "-noprofile": continue;
                case "-executionpolicy": at++; continue;
                default: break;
            }
            break;
        }

        string[] rest = args[at..];
        using var session = new Session(nonInteractive);
        int code = rest switch
        {
            [] when !Console.IsInputRedirected => session.Converse(),
            [] or ["-"] => session.Run(new Command(Console.In.ReadToEnd(), isScript: true)),
            [var word, var path, ..] when Is(word, "-File") => RunFile(session, path, rest[2..]),
            [var word, _, ..] when Is(word, "-Command") || Is(word, "-c") =>
                session.Run(new Command(string.Join(' ', rest[1..]), isScript: true)),
            [var path, ..] when path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase) => RunFile(session, path, rest[1..]),
            _ => Refuse(Usage),
        };
        session.Dispose();
        // Not a plain return: a foreground thread that a script left behind would hold the process.
        Environment.Exit(code);
        return code;
    }

    private static bool Is(string word, string name) => word.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static int Refuse(string message)
    {
        Console.Error.WriteLine(message);
        return 64;
    }

    private static int RunFile(Session session, string path, string[] arguments)
    {
        string full = Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            return Refuse($"pwsh-host: there is no script '{path}'.");
        }
        var command = new Command(full, isScript: false, useLocalScope: false);
        foreach (CommandParameter parameter in Bind(arguments))
        {
            command.Parameters.Add(parameter);
        }
        return session.Run(command);
    }

    /// <summary>The rules of pwsh -File: -Name and -Name:value are parameters, everything else is a value in its place.</summary>
    private static IEnumerable<CommandParameter> Bind(string[] arguments)
    {
        string? pending = null;
        foreach (string argument in arguments)
        {
            if (pending is not null)
            {
                yield return new CommandParameter(pending, argument);
                pending = null;
                continue;
            }
            int colon = argument.IndexOf(':');
            if (argument.Length < 2 || argument[0] != '-')
            {
                yield return new CommandParameter(null, argument);
            }
            else if (colon < 0)
            {
                yield return new CommandParameter(argument);
            }
            else if (colon == argument.Length - 1)
            {
                pending = argument[..colon];
            }
            else
            {
                yield return new CommandParameter(argument[..colon], argument[(colon + 1)..] switch
                {
                    var v when Is(v, "$true") => true,
                    var v when Is(v, "$false") => false,
                    var v => v,
                });
            }
        }
        if (pending is not null)
        {
            yield return new CommandParameter(pending);
        }
    }
}
