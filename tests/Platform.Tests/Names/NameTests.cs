using Nanobot.Platform.Core.Names;
using Nanobot.Platform.Limits.Calls;
using Nanobot.Platform.Limits.Tokens;

namespace Nanobot.Platform.Tests.Names;

/// <summary>The names as stores have them. What runs beside this version, and what was stored before it, goes by them: a line here is never changed.</summary>
public sealed class NameTests
{
    private static readonly Guid Id = Guid.Parse("01981f3e-8c41-7a55-b3a0-0c2f6f0a9d11");

    [Fact]
    public void What_a_tenant_has_is_called_as_it_always_was()
    {
        var day = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal("nanobot:limits:acme:minute", LimitScope.OfTenant("acme").NameOf("minute").Text);
        Assert.Equal("nanobot:limits:acme:slots", LimitScope.OfTenant("acme").NameOf("slots").Text);
        Assert.Equal("nanobot:limits:acme:day:1772323200", LimitScope.OfTenant("acme").NameOf("day", day).Text);
        Assert.Equal("nanobot:limits:acme:user:ada@x.y:minute", LimitScope.OfOwner("acme", "user", "ada@x.y").NameOf("minute").Text);
        Assert.Equal("nanobot:limits:acme:key:k1:day:1772323200", LimitScope.OfOwner("acme", "key", "k1").NameOf("day", day).Text);
        Assert.Equal(["acme", "acme:user:ada"], new[] { LimitScope.OfTenant("acme"), LimitScope.OfOwner("acme", "user", "ada") }.Select(static scope => scope.Text));
        Assert.Equal("nanobot:budget:{acme}:tenant:tokens:1772323200:1772409600", BudgetOf(BudgetOwner.Tenant, "", BudgetUnit.Tokens, day));
        Assert.Equal("nanobot:budget:{acme}:user:ada:money:1772323200:1772409600", BudgetOf(BudgetOwner.User, "ada", BudgetUnit.Micros, day));
        Assert.Equal("nanobot:warned:{acme}:ada:tokens_per_day:0:80", StoreName.OfTenant(NameKinds.Warned, "acme", "ada", "tokens_per_day", 0, 80).Text);
        Assert.Equal("nanobot:warned:{acme}::sessions:1772323200:100", StoreName.OfTenant(NameKinds.Warned, "acme", "", "sessions", 1772323200, 100).Text);
        Assert.Equal("nanobot:decided:acme", StoreName.OfTenant(NameKinds.Decided, "acme").Text);
        Assert.Equal("nanobot:run:{acme:01981f3e8c417a55b3a00c2f6f0a9d11}:events", StoreName.OfThing(NameKinds.Runs, "acme", Id, "events").Text);
    }

    [Fact]
    public void What_belongs_to_no_tenant_is_called_as_it_always_was()
    {
        Assert.Equal("nanobot:decided:*", StoreName.OfInstallation(NameKinds.DecidedOfOperators).Text);
        Assert.Equal("nanobot:limits:holders", StoreName.OfInstallation(NameKinds.LimitHolders).Text);
        Assert.Equal("nanobot:limits:recall", StoreName.OfInstallation(NameKinds.LimitRecalls).Text);
        Assert.Equal("nanobot:budget:loaded", StoreName.OfInstallation(NameKinds.LoadedBudgets).Text);
        Assert.Equal("nanobot:changes", StoreName.OfInstallation(NameKinds.Changes).Text);
        Assert.Equal("nanobot:changes:kept", StoreName.OfInstallation(NameKinds.Changes, "kept").Text);
        Assert.Equal("nanobot:registry:leases", StoreName.OfInstallation(NameKinds.Registry, "leases").Text);
        Assert.Equal("nanobot:outbox-epoch:chatdb", StoreName.OfInstallation(NameKinds.OutboxEpochs, "chatdb").Text);
        Assert.Equal("nanobot:outbox-epoch:of:{somebody}", StoreName.OfInstallation(NameKinds.OutboxEpochs, "of:{somebody}").Text);
        Assert.Equal("nanobot:roll-call:3:audit", StoreName.OfInstallation(NameKinds.RollCalls, 3, "audit").Text);
        Assert.Equal("nanobot:roll-call:0:audit:01981f3e8c417a55b3a00c2f6f0a9d11", StoreName.OfInstallation(NameKinds.RollCalls, 0, "audit", Id).Text);
        Assert.Equal("tenant.created.v1.dlq", StoreName.OfTopic("tenant.created.v1.dlq").Text);
    }

    [Fact]
    public void Locks_are_called_as_they_always_were()
    {
        LockName[] locks =
        [
            LockName.OfTenant(LockKinds.Runs, "acme", "ada"), LockName.OfTenant(LockKinds.AlertRules, "acme", "ada"), LockName.OfTenant(LockKinds.Inboxes, "acme", ""),
            LockName.OfTenant(LockKinds.ReportKeys, "acme", "ada", "any\nkey/at all"), LockName.OfTenant(LockKinds.Jobs, "acme", "ada"), LockName.OfTenant(LockKinds.Calendars, "acme"),
            LockName.OfTenant(LockKinds.Models, "acme", "ada"), LockName.OfTenant(LockKinds.RaiseRequests, "acme", ""), LockName.OfInstallation(LockKinds.Firing),
        ];

        Assert.Equal(
            [
                ("acme/ada", 23), ("acme\nada", 8), ("acme inboxes ", 0), ("acme\nada\nany\nkey/at all", 0), ("acme/ada", 0), ("acme/calendars", 0), ("acme models ada", 0),
                ("limit_requests/acme/", 0), ("firing", 0),
            ],
            locks.Select(static name => (name.Text, name.Seed)));
        Assert.Equal(
            [0x6e616e6f_636f6e73, 0x6e616e6f_6f757462, 0x6e616e6f_626f74, 0x4e42_4152_4d00_0001],
            new[] { ModuleLock.Events, ModuleLock.Outbox, ModuleLock.Migrations, ModuleLock.Arming }.Select(static one => one.Number));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ac:me")]
    [InlineData("acme}")]
    [InlineData("Acme")]
    [InlineData("*")]
    [InlineData("acme\n")]
    [InlineData("acme/ada")]
    [InlineData("acmé")]
    public void What_is_no_tenants_id_makes_no_name(string tenantId)
    {
        Assert.ThrowsAny<ArgumentException>(() => StoreName.OfTenant(NameKinds.Decided, tenantId));
        Assert.ThrowsAny<ArgumentException>(() => StoreName.OfThing(NameKinds.Runs, tenantId, Id, "events"));
        Assert.ThrowsAny<ArgumentException>(() => LockName.OfTenant(LockKinds.Calendars, tenantId));
        Assert.ThrowsAny<ArgumentException>(() => LimitScope.OfTenant(tenantId));
        Assert.ThrowsAny<ArgumentException>(() => LimitScope.OfOwner(tenantId, "user", "ada"));
    }

    [Fact]
    public void What_stands_between_parts_stands_in_none()
    {
        Assert.Throws<ArgumentException>(() => StoreName.OfTenant(NameKinds.Limits, "acme", "a:b"));
        Assert.Throws<ArgumentException>(() => StoreName.OfTenant(NameKinds.Limits, "acme", "a}"));
        Assert.Throws<ArgumentException>(() => LimitScope.OfOwner("acme", "user", "a:b"));
        Assert.Throws<ArgumentException>(() => LockName.OfTenant(LockKinds.ReportKeys, "acme", "a\nb", "key"));
        Assert.Throws<ArgumentException>(() => StoreName.OfTopic("nanobot:changes"));
    }

    [Fact]
    public void A_kind_has_as_many_parts_as_it_says()
    {
        Assert.Throws<ArgumentException>(() => StoreName.OfTenant(NameKinds.Decided, "acme", "more"));
        Assert.Throws<ArgumentException>(() => StoreName.OfTenant(NameKinds.Limits, "holders"));
        Assert.Throws<ArgumentException>(() => StoreName.OfInstallation(NameKinds.LimitHolders, "minute"));
        Assert.Throws<ArgumentException>(() => StoreName.OfInstallation(NameKinds.Registry));
        Assert.Throws<ArgumentException>(() => LockName.OfTenant(LockKinds.Jobs, "acme"));
    }

    [Fact]
    public void A_name_that_was_never_made_is_none() => Assert.Throws<InvalidOperationException>(() => default(StoreName).Text);

    [Fact]
    public void A_name_costs_the_memory_of_its_text_alone()
    {
        var scope = LimitScope.OfOwner("acme", "user", "ada");
        var text = "";
        long Cost(Func<string> make)
        {
            text = make();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var times = 0; times < 100; times++)
            {
                text = make();
            }

            return (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
        }

        // The object's header, its length, and two octets a character with the one at its end.
        Assert.InRange(Cost(() => scope.NameOf("minute").Text), 1, 22 + (2 * "nanobot:limits:acme:user:ada:minute".Length) + 8);
        Assert.InRange(Cost(() => StoreName.OfThing(NameKinds.Runs, "acme", Id, "events").Text), 1, 22 + (2 * text.Length) + 8);
    }

    private static string BudgetOf(BudgetOwner owner, string ownerId, BudgetUnit unit, DateTimeOffset day) => new Budget("acme", owner, ownerId, unit, day, day.AddDays(1)).Key.Text;
}
