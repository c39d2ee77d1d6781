using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Nanobot.Clients;
using Nanobot.Clients.Http;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Testing;

namespace Nanobot.ServiceDefaults.Tests.Http;

/// <summary>The typed clients against a small real server whose answers each test decides.</summary>
public sealed class ModuleClientTests : IAsyncLifetime
{
    private readonly List<(string Method, string Path, string? Context)> _seen = [];
    private readonly FailureLog _log = new();
    private WebApplication _module = null!;
    private WebApplication _caller = null!;
    private Func<HttpContext, int, Task> _answer = (_, _) => Task.CompletedTask;

    public async Task InitializeAsync()
    {
        var module = WebApplication.CreateSlimBuilder();
        _module = module.Build();
        _module.Urls.Add("http://127.0.0.1:0");
        _module.Run(http =>
        {
            int count;
            lock (_seen)
            {
                _seen.Add((http.Request.Method, http.Request.Path, http.Request.Headers[TenantHeaders.Context]));
                count = _seen.Count;
            }

            return _answer(http, count);
        });
        await _module.StartAsync();

        var caller = WebApplication.CreateBuilder();
        caller.Configuration.AddInMemoryCollection(TestKeys.Settings("test"));
        caller.Configuration["services:tenants:http:0"] = _module.Urls.Single();
        caller.Configuration["services:reports:http:0"] = _module.Urls.Single();
        caller.Services.AddSingleton<ILoggerProvider>(_log);
        caller.AddServiceDefaults("test");
        caller.AddUsers();
        caller.AddReports();
        _caller = caller.Build();
    }

    public async Task DisposeAsync()
    {
        await _caller.DisposeAsync();
        await _module.DisposeAsync();
    }

    [Fact]
    public async Task A_call_carries_the_current_context_freshly_signed()
    {
        _answer = (http, _) => { http.Response.StatusCode = 404; return Task.CompletedTask; };
        var ada = TestContexts.User("ada");
        using (TenantScope.Begin(ada))
        {
            Assert.Null(await Users.FindAsync("ada", default));
        }

        var module = TestContexts.Codec(null, "tenants", TestKeys.Settings([TestKeys.Of("tenants")], [TestKeys.Of("gateway"), TestKeys.Of("tenants"), TestKeys.Of("test")]));
        Assert.Equal(ada, module.Verify(Assert.Single(_seen).Context, ContextAudience.Background));
    }

    [Fact]
    public async Task Without_a_tenant_scope_no_call_leaves()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Users.FindAsync("ada", default));

        Assert.Empty(_seen);
    }

    [Fact]
    public async Task A_safe_call_is_tried_three_times_in_all_and_then_says_which_module_is_away()
    {
        _answer = (http, _) => { http.Response.StatusCode = 503; return Task.CompletedTask; };
        using var scope = TenantScope.Begin(TestContexts.User());

        var away = await Assert.ThrowsAsync<ModuleUnavailableException>(() => Users.FindAsync("ada", default));

        Assert.Equal("tenants", away.Module);
        Assert.Equal(3, _seen.Count);
    }

    [Fact]
    public async Task A_call_with_an_effect_is_not_repeated()
    {
        _answer = (http, _) => { http.Response.StatusCode = 503; return Task.CompletedTask; };
        using var scope = TenantScope.Begin(TestContexts.User());

        await Assert.ThrowsAsync<ModuleUnavailableException>(() => Reports.RequestAsync(new ReportRequest("daily"), ReportOrigin.Chat, "key", default));

        Assert.Single(_seen);
    }

    [Fact]
    public async Task A_call_with_an_effect_for_which_no_connection_was_made_is_sent_to_another_replica()
    {
        _answer = (http, _) => Refusals.Conflict("IDEMPOTENCY_CONFLICT", "it was sent").WriteAsync(http);
        var caller = WebApplication.CreateBuilder();
        caller.Configuration.AddInMemoryCollection(TestKeys.Settings("test"));
        caller.Configuration["services:reports:http:0"] = "http://127.0.0.1:1";
        caller.Configuration["services:reports:http:1"] = _module.Urls.Single();
        caller.AddServiceDefaults("test");
        caller.AddReports();
        await using var app = caller.Build();
        using var scope = TenantScope.Begin(TestContexts.User());

        for (var call = 1; call <= 4; call++)
        {
            await Assert.ThrowsAsync<RefusalException>(() => app.Services.GetRequiredService<IReports>().RequestAsync(new ReportRequest("daily"), ReportOrigin.Chat, "key", default));
            Assert.Equal(call, _seen.Count);
        }
    }

    [Fact]
    public async Task A_refusal_of_the_other_module_is_passed_on_with_its_code()
    {
        _answer = (http, _) => Refusals.Conflict("IDEMPOTENCY_CONFLICT", "another body").WriteAsync(http);
        using var scope = TenantScope.Begin(TestContexts.User());

        var refused = await Assert.ThrowsAsync<RefusalException>(() => Reports.RequestAsync(new ReportRequest("daily"), ReportOrigin.Chat, "key", default));

        Assert.Equal(((int)HttpStatusCode.Conflict, "IDEMPOTENCY_CONFLICT"), (refused.Refusal.Status, refused.Refusal.Code));
    }

    [Theory]
    [InlineData(3, 3, 1)]
    [InlineData(9, 5, 0)]
    public async Task A_list_goes_on_behind_pages_without_items_but_not_for_ever(int firstWithItems, int asked, int items)
    {
        _answer = (http, count) => http.Response.WriteAsJsonAsync(new Page<ReportResource>(
            count < firstWithItems ? [] : [new ReportResource(Guid.NewGuid(), "ada", "daily", "completed", 100, null, null, DateTimeOffset.UnixEpoch, null)], $"c{count}"), Json.Wire);
        using var scope = TenantScope.Begin(TestContexts.User());

        var page = await Reports.ListAsync(10, null, default);

        Assert.Equal((asked, items), (_seen.Count, page.Items.Count));
    }

    [Fact]
    public async Task Words_that_are_looked_for_reach_the_module_as_they_are()
    {
        string? heard = null;
        _answer = (http, _) =>
        {
            heard = http.Request.Query["q"];
            return http.Response.WriteAsJsonAsync(new Page<ReportResource>([], null), Json.Wire);
        };
        using var scope = TenantScope.Begin(TestContexts.User());

        await Reports.ListAsync(10, SearchWords.Parse("黄金 & +50 %=x#"), default);

        Assert.Equal("黄金 & +50 %=x#", heard);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task That_the_other_module_does_not_accept_us_is_our_failure_and_not_the_users_refusal(HttpStatusCode status)
    {
        _answer = (http, _) => (status == HttpStatusCode.Unauthorized ? Refusals.AuthenticationRequired : Refusals.PermissionDenied).WriteAsync(http);
        using var scope = TenantScope.Begin(TestContexts.User());

        var away = await Assert.ThrowsAsync<ModuleUnavailableException>(() => Users.FindAsync("ada", default));

        Assert.Equal("tenants", away.Module);
        Assert.Equal($"Error: The module tenants does not accept this one: GET /users/ada was answered with {(int)status}", Assert.Single(_log.Lines));
    }

    [Fact]
    public async Task What_a_policy_denies_the_user_in_another_module_is_the_users_refusal()
    {
        _answer = (http, _) =>
        {
            http.Response.Headers[TenantHeaders.Refusal] = "POLICY_DENIED";
            return new Refusal(403, "POLICY_DENIED", "Denied by the policy no-reports.").WriteAsync(http);
        };
        using var scope = TenantScope.Begin(TestContexts.User());

        var denied = await Assert.ThrowsAsync<RefusalException>(() => Users.FindAsync("ada", default));

        Assert.Equal((403, "POLICY_DENIED"), (denied.Refusal.Status, denied.Refusal.Code));
        Assert.Empty(_log.Lines);
    }

    [Theory]
    [InlineData("192.0.2.7")]
    [InlineData("2001:db8::7")]
    [InlineData(null)]
    public async Task A_call_says_from_where_it_was_asked_for(string? address)
    {
        var said = "";
        _answer = (http, _) =>
        {
            said = http.Request.Headers["X-Forwarded-For"].ToString();
            return Refusals.NotFound("USER_NOT_FOUND", "user").WriteAsync(http);
        };
        using var scope = TenantScope.Begin(TestContexts.User().From(address is null ? null : IPAddress.Parse(address)));

        await Users.FindAsync("ada", default);

        Assert.Equal(address ?? "", said);
    }

    [Fact]
    public async Task A_signed_context_does_not_follow_a_redirect()
    {
        _answer = (http, _) => { http.Response.Redirect("/elsewhere"); return Task.CompletedTask; };
        using var scope = TenantScope.Begin(TestContexts.User());

        await Assert.ThrowsAsync<ModuleUnavailableException>(() => Users.FindAsync("ada", default));

        Assert.Equal("/users/ada", Assert.Single(_seen).Path);
    }

    [Theory]
    [InlineData("UsersClient")]
    [InlineData("ReportsClient")]
    public void A_call_to_a_module_takes_no_way_over_the_environments_proxy(string client)
    {
        var handler = _caller.Services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(client);
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        Assert.False(Assert.IsType<SocketsHttpHandler>(handler).UseProxy);
    }

    [Theory]
    [InlineData(null, "No address of the module chat: set services:chat:http:0 ")]
    [InlineData("not a URL", "services:chat:http:0 is not an absolute URL")]
    [InlineData("localhost:5000", "services:chat:http:0 is not an absolute URL")]
    [InlineData("ftp://localhost", "services:chat:http:0 is not an absolute URL")]
    [InlineData("http://localhost:5000/chat", "services:chat:http:0 is not an absolute URL")]
    public async Task A_module_without_a_usable_address_stops_the_start_with_the_name_of_the_setting(string? address, string reason)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["services:tenants:http:0"] = "http://localhost:5000";
        if (address is not null)
        {
            builder.Configuration["services:chat:http:0"] = address;
        }

        builder.AddUsers();
        builder.AddModuleAddress("chat");
        await using var app = builder.Build();

        var refused = Assert.Throws<OptionsValidationException>(() => StartChecks.Options(app.Services));

        Assert.StartsWith(reason, Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    /// <summary>What the modules' clients say at warning or above.</summary>
    private sealed class FailureLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("Nanobot.", StringComparison.Ordinal) ? this : NullLogger.Instance;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel}: {formatter(state, exception)}");

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Dispose()
        {
        }
    }

    private IUsers Users => _caller.Services.GetRequiredService<IUsers>();

    private IReports Reports => _caller.Services.GetRequiredService<IReports>();
}
