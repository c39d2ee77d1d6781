using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Contracts.Audit;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Audit;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Observability;

namespace Nanobot.Services.Gateway.Tests.Audit;

/// <summary>What waits to be told has a bound, and what is beyond it a number.</summary>
public sealed class AuditSinkTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly AuditSink _sink;

    public AuditSinkTests() =>
        _sink = new AuditSink(new WakeSignal<AuditDelivery>(), new GatewayTelemetry(_services.GetRequiredService<IMeterFactory>()), _clock);

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Equal_ones_of_a_second_are_one_entry_with_the_moment_of_the_first()
    {
        var began = _clock.GetUtcNow();
        Refuse("ada");
        Assert.Null(_sink.Take());
        _clock.Advance(TimeSpan.FromMilliseconds(900));
        Refuse("ada", times: 7);
        Assert.Null(_sink.Take());
        _clock.Advance(TimeSpan.FromMilliseconds(100));

        var entry = Assert.Single(_sink.Take()!.Entries);

        Assert.Equal((8, began), (entry.Count, entry.At));
        Assert.True(_sink.IsEmpty);
        Refuse("ada");
        Assert.Equal(1, Assert.Single(_sink.Take(all: true)!.Entries).Count);
    }

    [Fact]
    public void Whoever_asks_has_all_of_it_before_the_second_is_over_and_none_is_told_twice()
    {
        Refuse("ada", times: 3);
        Assert.Equal(3, Assert.Single(_sink.Take(all: true)!.Entries).Count);
        Assert.True(_sink.IsEmpty);
        Refuse("ada", times: 2);

        Assert.Equal(2, Assert.Single(_sink.Take(all: true)!.Entries).Count);
    }

    [Fact]
    public void A_clock_that_is_set_back_keeps_nothing_from_being_told()
    {
        Refuse("ada");
        _clock.AdjustTime(_clock.GetUtcNow() - TimeSpan.FromDays(1));

        Assert.Single(_sink.Take()!.Entries);
    }

    [Fact]
    public void An_access_is_due_at_once()
    {
        Assert.True(Access());

        Assert.Single(_sink.Take()!.Entries);
    }

    [Fact]
    public void Refusals_that_differ_in_anything_are_entries_of_their_own()
    {
        Refuse("ada");
        Refuse("bob");
        Refuse("ada", code: "RATE_LIMITED");
        Refuse("ada", tenant: "other");

        Assert.Equal(4, _sink.Take(all: true)!.Entries.Select(static entry => entry.Id).Distinct().Count());
    }

    [Fact]
    public void What_there_is_no_room_for_is_told_by_its_number_and_an_access_is_not_taken()
    {
        for (var i = 0; i < AuditSink.Capacity + 7; i++)
        {
            Refuse($"user-{i}");
        }

        for (var i = 0; i < AuditSink.Capacity; i++)
        {
            Assert.True(Access());
        }

        Assert.False(Access());
        var entries = new List<AuditEntry>();
        while (_sink.Take(all: true) is { } batch)
        {
            Assert.InRange(batch.Entries.Count, 1, AuditBatch.Largest);
            entries.AddRange(batch.Entries);
        }

        Assert.Equal((2 * AuditSink.Capacity) + 1, entries.Count);
        Assert.Equal((8, "system"), Assert.Single(entries, static entry => entry.Outcome == AuditOutcome.Overflow) is var lost ? (lost.Count, lost.Role) : default);
        Assert.True(Access());
    }

    [Fact]
    public void What_is_written_by_anybody_is_cut_to_what_can_be_kept()
    {
        Refuse("a\u0000b\ud800" + new string('c', 500));

        var user = Assert.Single(_sink.Take(all: true)!.Entries).UserId!;
        Assert.StartsWith("a?b?ccc", user, StringComparison.Ordinal);
        Assert.Equal(200, user.Length);
    }

    private void Refuse(string user, string tenant = "acme", string code = "PERMISSION_DENIED", int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            _sink.Refused(new DefaultHttpContext(), new Principal(CredentialKind.ApiKey, TenantRole.User, tenant, user, null), code);
        }
    }

    private bool Access() => _sink.TryRecord(new DefaultHttpContext(), new Principal(CredentialKind.ApiKey, TenantRole.Operator, null, null, null), "acme", AuditOutcome.Accessed);
}
