using System.Globalization;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Limits;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Xunit.Abstractions;

namespace Nanobot.Platform.Tests.Messaging;

/// <summary>However a tenant's events come, twice, in another order, again after everything, and whatever contexts come by between them: what is noted in the end is the same.</summary>
public sealed class TenantConvergenceTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly PlatformScope Scope = new("tests");
    private static readonly NoteTenantState Note = new();
    private MessagingHost _host = null!;

    public async Task InitializeAsync() => _host = await MessagingHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Duplicated_reordered_and_replayed_events_come_to_the_same()
    {
        var seeds = int.Parse(Environment.GetEnvironmentVariable("CONVERGENCE_SEEDS") ?? "40", CultureInfo.InvariantCulture);
        var first = int.Parse(Environment.GetEnvironmentVariable("CONVERGENCE_SEED") ?? "1", CultureInfo.InvariantCulture);
        var told = 0;
        foreach (var seed in Enumerable.Range(first, seeds))
        {
            var random = new Random(seed);
            var tenant = TestContexts.NewTenantId();
            var history = History(tenant, random);
            // Each at least once, some again, and in any order.
            var deliveries = history.Concat(history.Where(_ => random.Next(3) == 0)).ToArray();
            random.Shuffle(deliveries);
            foreach (var step in deliveries)
            {
                await step.TellAsync(_host.Db);
            }

            told += deliveries.Length;
            var expected = history.MaxBy(static step => step.State.Epoch)!.State;
            Assert.True(expected == await StateAsync(tenant), $"Seed {seed}: {string.Join(", ", deliveries.Select(static step => step.Name))} came to {await StateAsync(tenant)} instead of {expected}.");
        }

        output.WriteLine($"{seeds} histories from seed {first}, {told} deliveries in random order, each at least once: every one came to its tenant's last state.");
    }

    private static List<Step> History(string tenant, Random random)
    {
        var state = new State("active", "free", 1, null, "Europe/Berlin");
        var history = new List<Step> { Step.Of(new TenantCreated(tenant, "Acme", "free", "Europe/Berlin", 1), Note.HandleAsync, tenant, state) };
        for (var count = random.Next(3, 10); count > 0; count--)
        {
            var epoch = state.Epoch + 1;
            switch (random.Next(5))
            {
                case 0:
                    state = state with { Status = "suspended", Epoch = epoch };
                    history.Add(Step.Of(new TenantSuspended(tenant, epoch), Note.HandleAsync, tenant, state));
                    break;
                case 1:
                    state = state with { Status = "active", Epoch = epoch };
                    history.Add(Step.Of(new TenantActivated(tenant, epoch), Note.HandleAsync, tenant, state));
                    break;
                case 2:
                    state = state with { Status = "expired", Epoch = epoch };
                    history.Add(Step.Of(new TenantExpired(tenant, epoch), Note.HandleAsync, tenant, state));
                    break;
                case 3:
                    state = state with { Plan = random.GetItems(["free", "basic", "enterprise"], 1)[0], Epoch = epoch };
                    history.Add(Step.Of(new TenantTierChanged(tenant, state.Plan, "free", state.Status, epoch), Note.HandleAsync, tenant, state));
                    break;
                default:
                    state = state with { Quotas = random.Next(3) == 0 ? null : $"sessions={random.Next(1, 100)}", Epoch = epoch };
                    history.Add(Step.Of(new TenantConfigUpdated(tenant, state.Status, state.Quotas, epoch), Note.HandleAsync, tenant, state));
                    break;
            }

            if (state.Status == "active" && random.Next(2) == 0)
            {
                history.Add(Step.OfContext(tenant, state));
            }
        }

        return history;
    }

    private async Task<State> StateAsync(string tenant) => Assert.Single(await _host.Db.QueryAsync(
        TestContexts.Admin(tenant), new Sql("select status, plan, epoch, quotas, time_zone from nanobot.tenant_states"),
        static row => new State(row.GetString(0), row.GetString(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetString(3), row.GetString(4)), default));

    private sealed record State(string Status, string Plan, long Epoch, string? Quotas, string Zone);

    private sealed record Step(string Name, State State, Func<TenantDb, Task> TellAsync)
    {
        public static Step Of<TEvent>(TEvent told, Func<TEvent, TenantTransaction, CancellationToken, Task> handle, string tenant, State state) => new(
            $"{typeof(TEvent).Name} {state.Epoch}", state,
            db => db.TransactionAsync(TenantContext.ForTenantEvent(Scope, tenant, state.Plan, state.Epoch), transaction => handle(told, transaction, default), default));

        public static Step OfContext(string tenant, State state)
        {
            var context = TestContexts.Of(tenant, "ada", TenantRole.User, state.Plan, state.Epoch, quotas: OwnQuotas.OfTenant(state.Quotas), timeZone: state.Zone);
            return new($"a context of {state.Epoch}", state, db => db.ExecuteAsync(context, TenantStates.Remember(context), default));
        }
    }
}
