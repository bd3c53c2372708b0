using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace DMUpgrade.ConsoleHost;

/// <summary>Text out, questions in. Objects go to stdout; errors, warnings, progress and questions to stderr.</summary>
internal sealed class Terminal(bool nonInteractive) : PSHostUserInterface
{
    private readonly ManualResetEventSlim interrupted = new();
    private readonly Lock gate = new();
    private Task<string?>? pendingLine;
    private bool progressShown;
    private TextWriter plain = Console.Out;

    public override PSHostRawUserInterface RawUI { get; } = new RawTerminal();
    public override bool SupportsVirtualTerminal => !Console.IsOutputRedirected;

    // --- out

    public override void Write(string value) => Put(plain, value);
    public override void Write(ConsoleColor foreground, ConsoleColor background, string value) => Put(plain, value);
    public override void WriteLine(string value) => Put(plain, value + Environment.NewLine);
    public override void WriteErrorLine(string value) => PutLine(value);
    public override void WriteWarningLine(string message) => PutLine("WARNING: " + message);
    public override void WriteVerboseLine(string message) => PutLine("VERBOSE: " + message);
    public override void WriteDebugLine(string message) => PutLine("DEBUG: " + message);

    /// <summary>The newest record on one line that is drawn over; nothing where nobody looks.</summary>
    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        if (Console.IsErrorRedirected)
        {
            return;
        }
        if (record.RecordType == ProgressRecordType.Completed)
        {
            EndProgress();
            return;
        }
        string percent = record.PercentComplete is >= 0 and <= 100 ? $" {record.PercentComplete,3} %" : "";
        string left = record.SecondsRemaining >= 0 ? $", {TimeSpan.FromSeconds(record.SecondsRemaining):g} left" : "";
        string line = $"{record.Activity}:{percent} {record.StatusDescription}{left}".ReplaceLineEndings(" ");
        int width = Math.Max(RawUI.WindowSize.Width - 1, 20);
        lock (gate)
        {
            Console.Error.Write("\r\u001b[K" + (line.Length > width ? line[..width] : line));
            progressShown = true;
        }
    }

    /// <summary>
    /// Until disposed, plain text is error text: Out-Default knows an error by a mark that only the engine can set, and shows an
    /// unmarked record in the right view but on the wrong stream.
    /// </summary>
    public IDisposable EverythingIsError() => new Diversion(this);

    private sealed class Diversion : IDisposable
    {
        private readonly Terminal terminal;

        public Diversion(Terminal terminal)
        {
            this.terminal = terminal;
            terminal.plain = Console.Error;
        }

        public void Dispose() => terminal.plain = Console.Out;
    }

    public void EndProgress()
    {
        lock (gate)
        {
            ClearProgress();
        }
    }

    private void Put(TextWriter writer, string value)
    {
        lock (gate)
        {
            ClearProgress();
            bool seen = ReferenceEquals(writer, Console.Error) ? !Console.IsErrorRedirected : !Console.IsOutputRedirected;
            writer.Write(GetOutputString(value, seen));
        }
    }

    private void PutLine(string value) =>
        Put(Console.Error, value + Environment.NewLine);

    private void ClearProgress()
    {
        if (progressShown)
        {
            Console.Error.Write("\r\u001b[K");
            progressShown = false;
        }
    }

    // --- in

    /// <summary>Ends a waiting question: a console read cannot be cancelled, so the pipeline stops waiting for it instead.</summary>
    public void Interrupt() => interrupted.Set();

    public void Resume() => interrupted.Reset();

    /// <summary>The next line, or null at the end of input. A line left unread by an interrupted question is the next one's.</summary>
    public string? NextLine()
    {
        pendingLine ??= Task.Run(Console.In.ReadLine);
        if (WaitHandle.WaitAny([((IAsyncResult)pendingLine).AsyncWaitHandle, interrupted.WaitHandle]) == 1)
        {
            throw new PipelineStoppedException();
        }
        string? line = pendingLine.GetAwaiter().GetResult();
        pendingLine = null;
        return line;
    }

    public override string ReadLine() => Answer("input");

    public override SecureString ReadLineAsSecureString()
    {
        var secret = new SecureString();
        if (Console.IsInputRedirected)
        {
            foreach (char c in Answer("a secret"))
            {
                secret.AppendChar(c);
            }
            return secret;
        }
        Refuse("a secret");
        for (ConsoleKeyInfo key = Key(); key.Key != ConsoleKey.Enter; key = Key())
        {
            if (key.Key == ConsoleKey.Backspace && secret.Length > 0)
            {
                secret.RemoveAt(secret.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                secret.AppendChar(key.KeyChar);
            }
        }
        Put(Console.Error, Environment.NewLine);
        return secret;
    }

    public override Dictionary<string, PSObject?> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        Head(caption, message);
        var answers = new Dictionary<string, PSObject?>();
        foreach (FieldDescription field in descriptions)
        {
            Type type = Type.GetType(field.ParameterAssemblyFullName) ?? typeof(string);
            string label = string.IsNullOrEmpty(field.Label) ? field.Name : field.Label.Replace("&", "");
            answers[field.Name] = PSObject.AsPSObject(Ask(label, type));
        }
        return answers;
    }

    private object Ask(string label, Type type)
    {
        if (type == typeof(PSCredential))
        {
            return PromptForCredential("", label, "", "");
        }
        if (type.IsArray)
        {
            var items = new List<object?>();
            for (int i = 0; ; i++)
            {
                Put(Console.Error, $"{label}[{i}]: ");
                string text = Answer(label);
                if (text.Length == 0)
                {
                    return LanguagePrimitives.ConvertTo(items.ToArray(), type, null);
                }
                items.Add(LanguagePrimitives.ConvertTo(text, type.GetElementType()!, null));
            }
        }
        Put(Console.Error, label + ": ");
        return type == typeof(SecureString) ? ReadLineAsSecureString() : LanguagePrimitives.ConvertTo(Answer(label), type, null);
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Head(caption, message);
        var labels = choices.Select(c => (Text: c.Label.Replace("&", ""), Key: HotKey(c.Label))).ToList();
        while (true)
        {
            string line = string.Join("  ", labels.Select(l => $"[{l.Key}] {l.Text}"));
            string preset = defaultChoice >= 0 ? $" (default is \"{labels[defaultChoice].Key}\")" : "";
            Put(Console.Error, $"{line}  [?] Help{preset}: ");
            string answer = Answer(caption).Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
            {
                return defaultChoice;
            }
            if (answer == "?")
            {
                foreach ((ChoiceDescription choice, int i) in choices.Select((c, i) => (c, i)))
                {
                    PutLine($"{labels[i].Key} - {choice.HelpMessage}");
                }
                continue;
            }
            int chosen = labels.FindIndex(l => Same(l.Key, answer) || Same(l.Text, answer));
            if (chosen >= 0)
            {
                return chosen;
            }
        }
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName,
        PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options)
    {
        Head(caption, message);
        if (string.IsNullOrEmpty(userName))
        {
            Put(Console.Error, "User: ");
            userName = Answer("a user name");
        }
        Put(Console.Error, $"Password for user {userName}: ");
        return new PSCredential(userName, ReadLineAsSecureString());
    }

    private void Head(string caption, string message)
    {
        foreach (string text in new[] { caption, message }.Where(t => !string.IsNullOrEmpty(t)))
        {
            PutLine(text);
        }
    }

    private string Answer(string what)
    {
        Refuse(what);
        return NextLine() ?? throw new PSInvalidOperationException($"The input ended while a question waited for an answer: {what}.");
    }

    private void Refuse(string what)
    {
        if (nonInteractive)
        {
            throw new PSInvalidOperationException(
                $"A question was asked ({what}), and this shell is not interactive. Give the answer as a parameter, or use -Confirm:$false.");
        }
    }

    private ConsoleKeyInfo Key()
    {
        while (!Console.KeyAvailable)
        {
            if (interrupted.Wait(50))
            {
                throw new PipelineStoppedException();
            }
        }
        return Console.ReadKey(intercept: true);
    }

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private static string HotKey(string label)
    {
        int mark = label.IndexOf('&');
        return mark >= 0 && mark + 1 < label.Length ? label[mark + 1].ToString().ToUpperInvariant() : label;
    }
}
