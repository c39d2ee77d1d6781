using Aspire.Hosting.Engine;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Runs the commands of resources: start, stop, restart.</summary>
public class ResourceCommandService
{
    private readonly SuiteRun _run;

    internal ResourceCommandService(SuiteRun run) => _run = run;

    /// <summary>Runs a command on every process of a resource, or on one process by its unique name.</summary>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        var failure = await _run.ExecuteAsync(resourceId, commandName, cancellationToken);
        return new() { Success = failure is null, Message = failure };
    }
}

/// <summary>How a command ended.</summary>
public sealed class ExecuteCommandResult
{
    /// <summary>Whether it did what it should.</summary>
    public required bool Success { get; init; }

    /// <summary>Why not.</summary>
    public string? Message { get; init; }
}
