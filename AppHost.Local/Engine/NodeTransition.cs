namespace Aspire.Hosting.Engine;

/// <summary>Translates the orchestrator's states into those that people see.</summary>
internal static class NodeTransition
{
    /// <param name="isTask">Whether the program may end by itself, with success.</param>
    public static CustomResourceSnapshot After(this CustomResourceSnapshot before, DcpStatus status, bool isStopRequested, bool isTask, Launch? launch, DateTime now) =>
        status.State switch
        {
            "Running" when isStopRequested => before with { Pid = status.Pid },
            "Running" => before.In(KnownResourceStates.Running, "success") with
            {
                Pid = status.Pid,
                StartTimeStamp = status.StartupTimestamp ?? before.StartTimeStamp ?? now,
            },
            "Finished" or "Terminated" or "Exited" => Ended(before, status.ExitCode == 0, isStopRequested, isTask) with
            {
                Pid = null,
                ExitCode = status.ExitCode,
                StopTimeStamp = status.FinishTimestamp ?? now,
                HealthReports = [],
            },
            "FailedToStart" => before.In(KnownResourceStates.FailedToStart, "error") with
            {
                StopTimeStamp = now,
                Failure = launch?.Container is { Image: var image }
                    ? $"The image {image} could not be fetched, or no container of it be started. Fetch it by hand, or stop the container runtime: the stores run as local processes then."
                    : $"'{launch?.Program}' could not be started.",
                HealthReports = [],
            },
            _ => before,
        };

    private static CustomResourceSnapshot Ended(CustomResourceSnapshot before, bool isSuccess, bool isStopRequested, bool isTask) =>
        // It was ended because it could never become healthy.
        before.Failure is not null ? before.In(KnownResourceStates.FailedToStart, "error")
        : before.In(isSuccess && isTask && !isStopRequested ? KnownResourceStates.Finished : KnownResourceStates.Exited, isSuccess || isStopRequested ? "info" : "error");
}
