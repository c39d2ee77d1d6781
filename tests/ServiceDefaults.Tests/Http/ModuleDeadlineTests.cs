using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Clients;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Testing;

namespace Nanobot.ServiceDefaults.Tests.Http;

/// <summary>The deadlines of calls to other modules hold from the first byte to the last, on a clock that the tests move.</summary>
public sealed class ModuleDeadlineTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));
    private readonly ConcurrentQueue<DateTimeOffset> _asked = new();
    private LoopbackServer _module = null!;
    private WebApplication _caller = null!;
    private Func<HttpContext, int, Task> _answer = (_, _) => Task.CompletedTask;

    public async Task InitializeAsync()
    {
        _module = await LoopbackServer.StartAsync(http =>
        {
            _asked.Enqueue(_time.GetUtcNow());
            return _answer(http, _asked.Count);
        });
        var caller = WebApplication.CreateBuilder();
        caller.Configuration.AddInMemoryCollection(TestKeys.Settings("test"));
        caller.Configuration["services:tenants:http:0"] = _module.Address;
        caller.Configuration["services:reports:http:0"] = _module.Address;
        caller.Services.AddSingleton<TimeProvider>(_time);
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_stalls_is_given_up_after_ten_seconds_and_asked_for_again(bool inItsBody)
    {
        _answer = (http, count) => count == 1 ? StallAsync(http, inItsBody) : NotFound(http);

        Assert.Null(await WhileTimePassesAsync(FindAsync()));

        Assert.Equal(2, _asked.Count);
        Assert.InRange(_asked.Last() - _asked.First(), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_module_that_stalls_each_time_is_away_after_thirty_seconds_in_all(bool inItsBody)
    {
        _answer = (http, _) => StallAsync(http, inItsBody);
        var begun = _time.GetUtcNow();

        var away = await Assert.ThrowsAsync<ModuleUnavailableException>(() => WhileTimePassesAsync(FindAsync()));

        Assert.Equal("tenants", away.Module);
        Assert.Equal(3, _asked.Count);
        Assert.InRange(_time.GetUtcNow() - begun, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(40));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_with_an_effect_has_the_thirty_seconds_for_its_one_attempt(bool inItsBody)
    {
        _answer = (http, _) => StallAsync(http, inItsBody);
        var begun = _time.GetUtcNow();

        await Assert.ThrowsAsync<ModuleUnavailableException>(() => WhileTimePassesAsync(RequestAsync()));

        Assert.Single(_asked);
        Assert.InRange(_time.GetUtcNow() - begun, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_asked_for_again_where_that_is_safe_and_then_the_module_is_away()
    {
        // A body shorter than its length says: the server closes the connection after it.
        _answer = (http, _) => HalfABodyAsync(http);

        await Assert.ThrowsAsync<ModuleUnavailableException>(() => WhileTimePassesAsync(FindAsync()));
        Assert.Equal(3, _asked.Count);

        await Assert.ThrowsAsync<ModuleUnavailableException>(() => WhileTimePassesAsync(RequestAsync()));
        Assert.Equal(4, _asked.Count);
    }

    [Fact]
    public async Task An_answer_that_is_not_what_the_module_promised_is_no_answer()
    {
        _answer = (http, _) => http.Response.WriteAsJsonAsync(new[] { "fine" });

        await Assert.ThrowsAsync<ModuleUnavailableException>(() => WhileTimePassesAsync(FindAsync()));
    }

    private async Task<object?> FindAsync()
    {
        using var scope = TenantScope.Begin(TestContexts.User());
        return await _caller.Services.GetRequiredService<IUsers>().FindAsync("ada", CancellationToken.None);
    }

    private async Task<object?> RequestAsync()
    {
        using var scope = TenantScope.Begin(TestContexts.User());
        return await _caller.Services.GetRequiredService<IReports>().RequestAsync(new ReportRequest("daily"), ReportOrigin.Chat, "key", CancellationToken.None);
    }

    /// <summary>Moves the clock in small steps, each after what is under way had a moment, until the call has ended.</summary>
    private async Task<object?> WhileTimePassesAsync(Task<object?> call)
    {
        await Eventually.TrueAsync(() =>
        {
            if (!call.IsCompleted && !_asked.IsEmpty)
            {
                _time.Advance(TimeSpan.FromMilliseconds(500));
            }

            return Task.FromResult(call.IsCompleted);
        });
        return await call;
    }

    private static async Task StallAsync(HttpContext http, bool inItsBody)
    {
        if (inItsBody)
        {
            await HalfABodyAsync(http);
        }

        await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    private static async Task HalfABodyAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = 1000;
        await http.Response.WriteAsync("{\"user_id\":\"ad");
        await http.Response.Body.FlushAsync();
    }

    private static Task NotFound(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
