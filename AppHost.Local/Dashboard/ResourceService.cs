using Aspire.Hosting.Dashboard.Grpc;
using Aspire.Hosting.Dashboard.Protocol;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Dashboard;

/// <summary>What the dashboard may see of the running application, and do to it.</summary>
internal interface IResourceView
{
    /// <summary>The title of the dashboard.</summary>
    string ApplicationName { get; }

    /// <summary>Every resource as it is now, then those that have changed, until cancelled.</summary>
    IAsyncEnumerable<IReadOnlyList<ResourceEvent>> WatchAsync(CancellationToken ct);

    /// <summary>Writes the console log of a resource (its unique name), line after line from the first.</summary>
    Task ReadLogAsync(string resourceName, bool follow, Func<LogLine, Task> write, CancellationToken ct);

    /// <summary>Runs a command on a resource (its unique name); null says that it succeeded, a text why not.</summary>
    Task<string?> ExecuteAsync(string resourceName, string command, CancellationToken ct);
}

/// <summary>What the dashboard asks of its host: the methods of <c>aspire.v1.DashboardService</c>.</summary>
internal sealed class ResourceService(IResourceView view)
{
    /// <summary>Characters of a line that are sent: the dashboard takes messages of 16 MB at most.</summary>
    public const int MaxCharacters = 1_000_000;

    public Task InvokeAsync(string method, GrpcCall call) => method switch
    {
        "GetApplicationInformation" => call.WriteAsync(new ApplicationInformationResponse { ApplicationName = view.ApplicationName }),
        "WatchResources" => WatchResourcesAsync(call),
        "WatchResourceConsoleLogs" => WatchResourceConsoleLogsAsync(call),
        "ExecuteResourceCommand" => ExecuteResourceCommandAsync(call),
        "WatchInteractions" => WatchInteractionsAsync(call),
        _ => throw new GrpcException(GrpcStatus.Unimplemented, "This host has no such method."),
    };

    private async Task WatchResourcesAsync(GrpcCall call)
    {
        var isFirst = true;
        await foreach (var resources in view.WatchAsync(call.Aborted))
        {
            await call.WriteAsync(isFirst ? Initial(resources) : Changed(resources));
            isFirst = false;
        }
    }

    private static WatchResourcesUpdate Initial(IReadOnlyList<ResourceEvent> resources) => new()
    {
        InitialData = new()
        {
            Resources = { resources.Select(ResourceMessages.ToMessage) },
            ResourceTypes = { resources.Select(r => r.Snapshot.ResourceType).Distinct().Order(StringComparer.Ordinal).Select(t => new ResourceType { UniqueName = t }) },
        },
    };

    private static WatchResourcesUpdate Changed(IReadOnlyList<ResourceEvent> resources) =>
        new() { Changes = new() { Value = { resources.Select(r => new WatchResourcesChange { Upsert = r.ToMessage() }) } } };

    private async Task WatchResourceConsoleLogsAsync(GrpcCall call)
    {
        var request = await call.ReadAsync(WatchResourceConsoleLogsRequest.Parser);
        await call.AcceptAsync();
        await view.ReadLogAsync(request.ResourceName, !request.SuppressFollow, line => call.WriteAsync(new WatchResourceConsoleLogsUpdate
        {
            LogLines = { new ConsoleLogLine { Text = line.Text[..Math.Min(line.Text.Length, MaxCharacters)], IsStdErr = line.IsError, LineNumber = line.Number } },
        }), call.Aborted);
    }

    private async Task ExecuteResourceCommandAsync(GrpcCall call)
    {
        var request = await call.ReadAsync(ResourceCommandRequest.Parser);
        var problem = await view.ExecuteAsync(request.ResourceName, request.CommandName, call.Aborted);
        await call.WriteAsync(problem is null
            ? new ResourceCommandResponse { Kind = ResourceCommandResponseKind.Succeeded }
            : new ResourceCommandResponse { Kind = ResourceCommandResponseKind.Failed, Message = problem });
    }

    /// <summary>The host never asks the user anything, but without this stream the page stays at "Loading…".</summary>
    private static async Task WatchInteractionsAsync(GrpcCall call)
    {
        await call.AcceptAsync();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, call.Aborted);
    }
}
