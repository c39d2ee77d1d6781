using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Nanobot.Contracts;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Making;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using Npgsql;

namespace Nanobot.Services.Reports.Tests.Support;

/// <summary>The service against real stores; users, prices, feeds and the model's answers are the test's.</summary>
public sealed class ReportsSuite : IAsyncLifetime, IAsyncDisposable
{
    public const string Feed = "/news.rss";
    private const string OwnerKey = "tests:owner";
    private readonly ServiceFactory<ReportWorker> _factory;

    public ReportsSuite()
        : this(null)
    {
    }

    internal ReportsSuite(Action<IServiceCollection>? configure, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        Peer = new Peer();
        Peer.Answer(Operations.Tenants.FindTenantStates.Path, Standings.AnswerAsync);
        var all = settings.ToDictionary(StringComparer.Ordinal);
        _factory = new ServiceFactory<ReportWorker>("reportsdb",
        [
            new("services:tenants:http:0", Peer.Url),
            new("services:chat:http:0", Peer.Url),
            new("Evidence:QuotesUrl", Peer.Url + "/quotes/{symbol}.csv"),
            new("Evidence:Feeds:0", Peer.Url + Feed),
            // Tests change what sources say, and want it said at once.
            new("Evidence:Cache:Usual", "00:00:00"),
            new("Evidence:Cache:Least", "00:00:00"),
            new("Evidence:Cache:Failed", "00:00:00"),
            new("Reports:Poll", "00:00:00.050"),
            new("Reports:BackOff", "00:00:00.010"),
            .. all,
        ])
        {
            Configure = services =>
            {
                var own = services.Last(service => service.ServiceType == typeof(IChatClient)).ImplementationFactory!;
                services.RemoveAll<IChatClient>();
                services.AddSingleton<IChatClient>(provider => new ScriptedModel((IChatClient)own(provider), Scripts));
                configure?.Invoke(services);
            },
        };
        Database = all.GetValueOrDefault(OwnerKey) ?? _factory.DatabaseOwner;
    }

    public Peer Peer { get; }

    /// <summary>How tenants stand by the word of the tenants module.</summary>
    internal Standings Standings { get; } = new();

    /// <summary>The owner's connection string of the service's database; another suite may go on with it.</summary>
    public string Database { get; }

    public IServiceProvider Services => _factory.Services;

    /// <summary>What a process of the service on the same stores is started with.</summary>
    internal IReadOnlyDictionary<string, string?> Settings => _factory.Settings;

    /// <summary>Listens on a real port, for a sidecar; before anything else is asked of it.</summary>
    public void Listen(int port)
    {
        _factory.UseKestrel(port);
        _factory.StartServer();
    }

    private ConcurrentDictionary<string, Func<string, CancellationToken, Task<ChatResponse>>> Scripts { get; } = new(StringComparer.Ordinal);

    /// <summary>On the database of another suite, as after a restart.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string?>> On(string database) =>
        [.. TestDatabase.Settings("reportsdb", database), new(OwnerKey, database)];

    /// <summary>Without its worker, so that a test claims by hand.</summary>
    internal static void WithoutWorker(IServiceCollection services) =>
        services.Where(static service => service.ServiceType == typeof(IHostedService)
            && (service.ImplementationType == typeof(ReportWorker) || service.ImplementationType == typeof(ScheduledReportWorker))).ToList().ForEach(service => services.Remove(service));

    public HttpClient Client(TenantContext context) => _factory.ClientFor(context);

    /// <summary>Says what the model answers to reports of the context's tenant.</summary>
    public void Model(TenantContext context, Func<string, CancellationToken, Task<string>> answer) =>
        Scripts[context.TenantId!] = async (message, token) => Said(await answer(message, token), null);

    /// <summary>Says what it answers, and why it stops there.</summary>
    public void Model(TenantContext context, string answer, ChatFinishReason reason) => Scripts[context.TenantId!] = (_, _) => Task.FromResult(Said(answer, reason));

    public void Model(TenantContext context, string answer) => Model(context, (_, _) => Task.FromResult(answer));

    /// <summary>A user in a tenant of its own, known to the tenants module.</summary>
    public TenantContext User(Watchlist watchlist, Preferences? preferences = null, TenantContext? context = null)
    {
        context ??= TestContexts.User();
        var user = new UserResource(context.UserId!, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, watchlist,
            preferences ?? new Preferences(Language: "en", TimeZone: "UTC", MaxReportLength: 5000), JsonDocument.Parse("{}").RootElement);
        // A tenant of its own, so the user's path is enough only together with the tenant's header.
        Peer.Answer($"/users/{context.UserId}", http => _users.TryGetValue((http.Request.Headers["X-Tenant-ID"].ToString(), context.UserId!), out var found)
            ? http.Response.WriteAsJsonAsync(found, Json.Wire)
            : NotFound(http));
        _users[(context.TenantId!, context.UserId!)] = user;
        return context;
    }

    private readonly ConcurrentDictionary<(string Tenant, string User), UserResource> _users = new();

    /// <summary>Tells the service of an event of the context's tenant, at an epoch of its.</summary>
    public Task TellAsync<TEvent>(TenantContext context, TEvent integrationEvent, long epoch)
        where TEvent : IIntegrationEvent<TEvent>
    {
        var scope = new PlatformScope("tests");
        return Services.GetRequiredService<PlatformDb>().TransactionAsync(scope, async transaction =>
        {
            await transaction.PublishAsync(integrationEvent, TenantContext.ForTenantEvent(scope, context.RequiredTenantId, context.Plan, epoch), CancellationToken.None);
            return true;
        }, CancellationToken.None);
    }

    public async Task<ReportAccepted> RequestAsync(TenantContext context, object? request = null)
    {
        using var response = await Client(context).PostAsJsonAsync("/reports", request ?? new { report_type = "daily" });
        return response.IsSuccessStatusCode
            ? (await response.Content.ReadFromJsonAsync<ReportAccepted>(Json.Wire))!
            : throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
    }

    public async Task<ReportResource> GetAsync(TenantContext context, Guid reportId) =>
        (await Client(context).GetFromJsonAsync<ReportResource>($"/reports/{reportId}", Json.Wire))!;

    public Task<ReportResource> EndAsync(TenantContext context, Guid reportId) => Eventually.GetAsync(
        () => GetAsync(context, reportId),
        report => report.Status is "completed" or "failed");

    /// <summary>Asks for a report and waits for its end.</summary>
    public async Task<ReportResource> MakeAsync(TenantContext context, object? request = null) =>
        await EndAsync(context, (await RequestAsync(context, request)).ReportId);

    /// <summary>As the owner of the database, who sees every row.</summary>
    public async Task<T?> SqlAsync<T>(string sql, params object[] arguments)
    {
        await using var source = NpgsqlDataSource.Create(Database);
        await using var command = source.CreateCommand(sql);
        foreach (var argument in arguments)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = argument });
        }

        return await command.ExecuteScalarAsync() is { } value and not DBNull ? (T)Convert.ChangeType(value, typeof(T), CultureInfo.InvariantCulture) : default;
    }

    /// <summary>Runs statements on one connection of the owner's; gives the text that they answer with.</summary>
    public async Task<List<string>> LinesAsync(params string[] statements)
    {
        await using var source = NpgsqlDataSource.Create(Database);
        await using var connection = await source.OpenConnectionAsync();
        var lines = new List<string>();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                lines.Add(reader.GetString(0));
            }
        }

        return lines;
    }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        await Peer.DisposeAsync();
    }

    Task IAsyncLifetime.InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    private static ChatResponse Said(string text, ChatFinishReason? reason) => new(new ChatMessage(ChatRole.Assistant, text)) { FinishReason = reason };

    private static Task NotFound(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
