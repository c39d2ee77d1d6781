namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states of a resource.</summary>
public static class KnownResourceStates
{
    /// <summary>It waits for others.</summary>
    public static readonly string Waiting = "Waiting";

    /// <summary>It is being started.</summary>
    public static readonly string Starting = "Starting";

    /// <summary>It runs.</summary>
    public static readonly string Running = "Running";

    /// <summary>It is being stopped.</summary>
    public static readonly string Stopping = "Stopping";

    /// <summary>It has ended, by itself or on request.</summary>
    public static readonly string Exited = "Exited";

    /// <summary>It has ended as it should.</summary>
    public static readonly string Finished = "Finished";

    /// <summary>It could not be started.</summary>
    public static readonly string FailedToStart = "FailedToStart";

    /// <summary>The states that end a run.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];
}

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
