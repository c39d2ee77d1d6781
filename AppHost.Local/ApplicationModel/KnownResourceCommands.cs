namespace Aspire.Hosting.ApplicationModel;

/// <summary>The commands that every process takes.</summary>
public static class KnownResourceCommands
{
    /// <summary>Start it again.</summary>
    public static readonly string StartCommand = "start";

    /// <summary>Stop it.</summary>
    public static readonly string StopCommand = "stop";

    /// <summary>Stop and start it.</summary>
    public static readonly string RestartCommand = "restart";
}
