namespace Aspire.Hosting.Engine.Dcp;

/// <summary>The state of a process or container as the orchestrator sees it.</summary>
internal sealed record DcpStatus(string? State, int? Pid, int? ExitCode, DateTimeOffset? StartupTimestamp, DateTimeOffset? FinishTimestamp);
