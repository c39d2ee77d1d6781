using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Npgsql;

namespace Nanobot.Services.Chat.Tests;

/// <summary>
/// A chat service with its stores that one test has after the other, since to start one costs more than most tests do: what it asks of models and
/// of other modules is asked of the stand-ins of whoever has it. Tests own their tenants, so that none finds anything of another.
/// </summary>
internal sealed class KeptHost
{
    // What would ask the next one's model.
    private const string Unfinished = """
        select exists (select from chat_run where state in ('queued', 'running')) or exists (select from chat_consolidation where due_at < now())
        """;

    private static readonly ConcurrentBag<KeptHost> Offline = [];
    private static readonly ConcurrentBag<KeptHost> Scripted = [];
    private readonly ConcurrentBag<KeptHost> _free;
    private LoopbackServer? _peersServer;
    private ScriptedModel? _front;
    private NpgsqlDataSource? _owner;
    private Peers? _peers;
    private ScriptedModel? _model;
    private volatile bool _isSpent;

    private KeptHost(ConcurrentBag<KeptHost> free) => _free = free;

    /// <summary>The service.</summary>
    public ServiceFactory<Program>? Factory { get; private set; }

    /// <summary>Where it finds other modules.</summary>
    public string PeersAddress => _peersServer!.Address;

    /// <summary>One that nobody else has, with the offline model or with one that asks <paramref name="model"/>.</summary>
    public static async Task<KeptHost> TakeAsync(Peers peers, ScriptedModel? model)
    {
        var free = model is null ? Offline : Scripted;
        if (!free.TryTake(out var host))
        {
            host = new KeptHost(free);
            host._peersServer = await LoopbackServer.StartAsync(http => host._peers!.HandleAsync(http));
            host._front = model is null ? null : await ScriptedModel.StartAsync(host.AskAsync);
            host.Factory = new ServiceFactory<Program>("chatdb", ChatHost.Settings(host.PeersAddress, host._front, null));
            // One session for all who look whether it is at rest.
            host._owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(host.Factory.DatabaseOwner) { Pooling = true, MaxPoolSize = 1 }.ConnectionString);
        }

        (host._peers, host._model) = (peers, model);
        return host;
    }

    /// <summary>Something of it was used that the next one would find used.</summary>
    public void Spend() => _isSpent = true;

    /// <summary>Gives it to whoever comes next, or ends it where a test has left something that others could notice.</summary>
    public async Task GiveBackAsync()
    {
        if (!_isSpent && _peers!.IsUntouched && await IsAtRestAsync())
        {
            _free.Add(this);
            return;
        }

        await Factory!.DisposeAsync();
        await _owner!.DisposeAsync();
        await _peersServer!.DisposeAsync();
        if (_front is { } front)
        {
            await front.DisposeAsync();
        }
    }

    private async Task<bool> IsAtRestAsync()
    {
        await using var command = _owner!.CreateCommand(Unfinished);
        return await command.ExecuteScalarAsync() is false;
    }

    // A model that failed, or was left in mid-answer, has the service wait, try again, or work on.
    private async Task AskAsync(JsonElement request, HttpContext http)
    {
        try
        {
            await _model!.TakeAsync(request, http);
        }
        catch
        {
            Spend();
            throw;
        }

        if (http.Response.StatusCode != StatusCodes.Status200OK || http.RequestAborted.IsCancellationRequested)
        {
            Spend();
        }
    }
}
