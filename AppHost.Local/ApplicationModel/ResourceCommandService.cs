using Aspire.Hosting.Engine.Running;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Runs the commands of resources: start, stop, restart.</summary>
public class ResourceCommandService
{
    private readonly SuiteRun _run;

    internal ResourceCommandService(SuiteRun run) => _run = run;

    /// <summary>Runs a command on every process of a resource.</summary>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default) =>
        ExecuteCommandAsync(resource.Name, commandName, cancellationToken);

    /// <summary>Runs a command, by the resource's name or the unique name of one of its processes.</summary>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        var nodes = _run.Nodes.Where(n => n.Name == resourceId || string.Equals(n.Resource.Name, resourceId, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (nodes.Length == 0)
            return new ExecuteCommandResult { Success = false, Message = $"There is no process named '{resourceId}'." };
        var failures = (await Task.WhenAll(nodes.Select(n => n.ExecuteAsync(commandName, cancellationToken)))).OfType<string>().ToArray();
        return new ExecuteCommandResult { Success = failures.Length == 0, Message = failures.Length == 0 ? null : string.Join(' ', failures) };
    }
}
