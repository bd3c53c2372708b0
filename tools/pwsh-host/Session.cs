using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.InteropServices;

namespace DMUpgrade.ConsoleHost;

/// <summary>One runspace with one console: runs commands to Out-Default, stops them on signals, knows the exit code.</summary>
internal sealed class Session : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly ConsoleHost host;
    private readonly Runspace runspace;
    private readonly PosixSignalRegistration[] signals;
    private readonly Lock gate = new();
    private PowerShell? running;
    private int signalled;
    private bool lastFailed;
    private bool disposed;

    public Session(bool nonInteractive)
    {
        host = new ConsoleHost(nonInteractive);
        runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        runspace.Open();
        // A script that starts a second runspace's worth of engine calls through this thread finds the same one, as in pwsh.
        Runspace.DefaultRunspace = runspace;
        signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Interrupt(context, 130)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Interrupt(context, 143)),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Interrupt(context, 129)),
        ];
    }

    /// <summary>Runs one command; 0, the script's own exit code, 1 after a terminating error, 128 + n after a signal.</summary>
    public int Run(Command command)
    {
        SetLastExitCode(0);
        bool failed = Invoke(command);
        host.Terminal.EndProgress();
        return signalled != 0 ? signalled
            : host.ExitCode is int asked ? asked
            : failed ? 1
            : lastFailed ? LastExitCode() : 0;
    }

    /// <summary>A plain prompt: one line, one command, until exit or the end of input.</summary>
    public int Converse()
    {
        host.Terminal.WriteLine($"PowerShell {PSVersionInfo()}. Leave with 'exit'.");
        while (host.ExitCode is null)
        {
            host.Terminal.Write("PS> ");
            string? line = host.Terminal.NextLine();
            if (line is null)
            {
                break;
            }
            Invoke(new Command(line, isScript: true, useLocalScope: false));
            host.Terminal.EndProgress();
            host.Terminal.Resume();
            signalled = 0;
        }
        return host.ExitCode ?? 0;
    }

    public void Dispose()
    {
        if (disposed)
        {
            return;
        }
        disposed = true;
        // Closing raises PowerShell.Exiting for the modules. A module that hangs in it must not hold the process.
        Task.Run(runspace.Close).Wait(Grace);
        foreach (PosixSignalRegistration signal in signals)
        {
            signal.Dispose();
        }
    }

    private bool Invoke(Command command)
    {
        using var shell = PowerShell.Create(runspace);
        command.MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.Commands.AddCommand(command).AddCommand("Out-Default");
        lock (gate)
        {
            running = shell;
        }
        try
        {
            shell.Invoke();
            // 'exit 3' in a script file fails its pipeline and sets LASTEXITCODE; a failed native program inside does only the latter.
            lastFailed = shell.HadErrors;
            return false;
        }
        catch (PipelineStoppedException)
        {
            return true;
        }
        catch (RuntimeException error)
        {
            Show(error.ErrorRecord);
            return true;
        }
        finally
        {
            lock (gate)
            {
                running = null;
            }
        }
    }

    /// <summary>Sends a terminating error through the same view as every other error.</summary>
    private void Show(ErrorRecord record)
    {
        using var shell = PowerShell.Create(runspace);
        using (host.Terminal.EverythingIsError())
        {
            shell.AddCommand("Out-Default").Invoke(new[] { record });
        }
    }

    private void Interrupt(PosixSignalContext context, int code)
    {
        context.Cancel = true;
        bool again = signalled != 0;
        signalled = code;
        PowerShell? current;
        lock (gate)
        {
            current = running;
        }
        if (again || current is null)
        {
            Environment.Exit(code);
        }
        host.Terminal.Interrupt();
        current.BeginStop(null, null);
    }

    private int LastExitCode() => runspace.SessionStateProxy.GetVariable("LASTEXITCODE") is int code ? code : 0;

    private void SetLastExitCode(int code) => runspace.SessionStateProxy.SetVariable("global:LASTEXITCODE", code);

    private object PSVersionInfo() => ((PSVersionHashTable)runspace.SessionStateProxy.GetVariable("PSVersionTable"))["PSVersion"]!;
}
