using System.Globalization;
using System.Management.Automation.Host;
using System.Reflection;

namespace DMUpgrade.ConsoleHost;

/// <summary>What the engine asks of the program around it: a name, a console, and to note 'exit'.</summary>
internal sealed class ConsoleHost(bool nonInteractive) : PSHost
{
    public Terminal Terminal { get; } = new(nonInteractive);
    public int? ExitCode { get; private set; }

    public override string Name => "pwsh-host";
    public override Version Version => Assembly.GetExecutingAssembly().GetName().Version!;
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;
    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;
    public override PSHostUserInterface UI => Terminal;

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;
    public override void EnterNestedPrompt() => throw new NotSupportedException("This console has no nested prompt; use pwsh.");
    public override void ExitNestedPrompt() => throw new NotSupportedException("This console has no nested prompt; use pwsh.");

    // A native program writes to the same console: a progress line must be gone before and may come back after.
    public override void NotifyBeginApplication() => Terminal.EndProgress();
    public override void NotifyEndApplication() { }
}

/// <summary>Size and place of the console; a redirected one is 120 columns wide so that its text is the same everywhere.</summary>
internal sealed class RawTerminal : PSHostRawUserInterface
{
    private static Size Measure()
    {
        if (Console.IsOutputRedirected || Console.WindowWidth <= 0)
        {
            return new Size(120, 50);
        }
        return new Size(Console.WindowWidth, Math.Max(Console.WindowHeight, 1));
    }

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;
    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;
    public override Size BufferSize { get => Measure(); set { } }
    public override Size WindowSize { get => Measure(); set { } }
    public override Size MaxWindowSize => Measure();
    public override Size MaxPhysicalWindowSize => Measure();
    public override Coordinates CursorPosition { get; set; }
    public override Coordinates WindowPosition { get; set; }
    public override int CursorSize { get; set; } = 25;
    public override string WindowTitle { get; set; } = "";
    public override bool KeyAvailable => !Console.IsInputRedirected && Console.KeyAvailable;

    public override void FlushInputBuffer() { }

    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        ConsoleKeyInfo key = Console.ReadKey(options.HasFlag(ReadKeyOptions.NoEcho));
        return new KeyInfo((int)key.Key, key.KeyChar, default, keyDown: true);
    }

    // A screen that can be read back is a Windows console's; scripts of this project never ask for it.
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();
    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw new NotSupportedException();
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new NotSupportedException();
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) { }
}
