using Aspire.Hosting.Engine.Dcp;
using Aspire.Hosting.Engine.Launching;

namespace Aspire.Hosting.Engine.Running;

/// <summary>Translates the orchestrator's states into those that people see.</summary>
internal static class NodeTransition
{
    public static NodeState Next(NodeState state, DcpStatus status, bool isStopRequested, ILauncher launcher, DateTimeOffset now) => status.State switch
    {
        "Running" when isStopRequested => state with { Pid = status.Pid },
        "Running" => state with
        {
            State = KnownResourceStates.Running,
            Style = "success",
            Pid = status.Pid,
            StartedAt = status.StartupTimestamp ?? state.StartedAt ?? now,
        },
        "Finished" or "Terminated" or "Exited" => Ended(state, status, isStopRequested, launcher, now),
        "FailedToStart" => state with
        {
            State = KnownResourceStates.FailedToStart,
            Style = "error",
            StoppedAt = now,
            Failure = $"'{state.Launch?.Program}' could not be started.",
        },
        _ => state,
    };

    private static NodeState Ended(NodeState state, DcpStatus status, bool isStopRequested, ILauncher launcher, DateTimeOffset now)
    {
        // It was ended because it could never become ready.
        if (state.Failure is not null)
            return state with
            {
                State = KnownResourceStates.FailedToStart,
                Style = "error",
                Pid = null,
                ExitCode = status.ExitCode,
                StoppedAt = status.FinishTimestamp ?? now,
            };
        var isCompletion = !isStopRequested && status.ExitCode == 0 && launcher.ResourceType == "Executable" && !launcher.IsStore;
        return state with
        {
            State = isCompletion ? KnownResourceStates.Finished : KnownResourceStates.Exited,
            Style = isStopRequested || status.ExitCode == 0 ? "info" : "error",
            Pid = null,
            ExitCode = status.ExitCode,
            StoppedAt = status.FinishTimestamp ?? now,
        };
    }
}
