using Aspire.Hosting.Dashboard.Grpc;
using Aspire.Hosting.Dashboard.Protocol;
using Aspire.Hosting.Engine.Resources;

namespace Aspire.Hosting.Dashboard;

/// <summary>What the dashboard asks of its host: the methods of <c>aspire.v1.DashboardService</c>.</summary>
internal sealed class ResourceService(IResourceView view)
{
    public Task InvokeAsync(string method, GrpcCall call) => method switch
    {
        "GetApplicationInformation" => GetApplicationInformationAsync(call),
        "WatchResources" => WatchResourcesAsync(call),
        "WatchResourceConsoleLogs" => WatchResourceConsoleLogsAsync(call),
        "ExecuteResourceCommand" => ExecuteResourceCommandAsync(call),
        "WatchInteractions" => WatchInteractionsAsync(call),
        _ => throw new GrpcException(GrpcStatus.Unimplemented, "This host has no such method."),
    };

    private async Task GetApplicationInformationAsync(GrpcCall call)
    {
        await call.ReadAsync(ApplicationInformationRequest.Parser);
        await call.WriteAsync(new ApplicationInformationResponse { ApplicationName = view.ApplicationName });
    }

    private async Task WatchResourcesAsync(GrpcCall call)
    {
        await call.ReadAsync(WatchResourcesRequest.Parser);

        // The watch is opened before the present state is read: a change between the two comes twice, never not at all.
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted);
        await using var changes = view.WatchAsync(watching.Token).GetAsyncEnumerator(watching.Token);
        var next = changes.MoveNextAsync().AsTask();
        try
        {
            await call.WriteAsync(new WatchResourcesUpdate { InitialData = InitialData(view.Current) });
            while (await next)
            {
                var update = new WatchResourcesUpdate { Changes = new WatchResourcesChanges() };
                update.Changes.Value.Add(new WatchResourcesChange { Upsert = changes.Current.ToMessage() });
                await call.WriteAsync(update);
                next = changes.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // An enumerator must not be disposed while a step of it is under way.
            await watching.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static InitialResourceData InitialData(IReadOnlyList<ResourceSnapshot> resources)
    {
        var data = new InitialResourceData();
        data.Resources.AddRange(resources.Select(ResourceMessages.ToMessage));
        data.ResourceTypes.AddRange(resources.Select(r => r.ResourceType).Distinct().Order(StringComparer.Ordinal)
            .Select(type => new ResourceType { UniqueName = type }));
        return data;
    }

    private async Task WatchResourceConsoleLogsAsync(GrpcCall call)
    {
        var request = await call.ReadAsync(WatchResourceConsoleLogsRequest.Parser);
        await call.AcceptAsync();
        await foreach (var lines in view.LogsAsync(request.ResourceName, !request.SuppressFollow, call.Aborted))
        {
            foreach (var message in LogMessages.ToMessages(lines))
                await call.WriteAsync(message);
        }
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
