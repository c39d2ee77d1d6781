using Nanobot.Platform.Core.Names;

namespace Nanobot.Platform.Tests.Names;

/// <summary>Whatever names are made of: two that are made of something else are called something else.</summary>
public sealed class NameRuleTests
{
    // What stands between parts, what kinds begin with, and what makes one text of another's pieces.
    private static readonly string[] Words =
        ["", "a", "b", "ab", ":", "a:b", "{", "}", "{a}", "*", "kept", "holders", "recall", "loaded", "leases", "minute", "0", "1", "tenant", "user", "nanobot", "acme", "/", "calendars", "\n", " models ", "limit_requests"];

    private static readonly string[] Tenants = ["acme", "acme-1", "holders", "recall", "loaded", "kept", "leases", "limit_requests", "firing", "a:b", "*", "a}", "", "acme/ada", "acme\nada"];

    [Fact]
    public void No_two_are_called_the_same()
    {
        var random = new Random(50);
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var turn = 0; turn < 200_000; turn++)
        {
            var (made, name) = Any(random);
            if (name is not null)
            {
                Assert.True(known.TryAdd(name, made) || known[name] == made, $"'{name}' is {known[name]}, and {made}.");
            }
        }

        Assert.True(known.Count > 5_000, $"Only {known.Count} names were made.");
        Assert.All(NameKinds.All, kind => Assert.Contains(known.Values, made => made.StartsWith($"{kind.Name}|", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_two_locks_of_a_module_are_the_same_but_those_that_are_said_to_be()
    {
        (string Module, string Kind, Func<string, string, string, LockName> Make)[] kinds =
        [
            ("reports", "rules", static (tenant, one, _) => LockName.OfTenant(LockKinds.AlertRules, tenant, one)),
            ("reports", "inboxes", static (tenant, one, _) => LockName.OfTenant(LockKinds.Inboxes, tenant, one)),
            ("reports", "keys", static (tenant, one, other) => LockName.OfTenant(LockKinds.ReportKeys, tenant, one, other)),
            ("scheduler", "jobs", static (tenant, one, _) => LockName.OfTenant(LockKinds.Jobs, tenant, one)),
            ("scheduler", "calendars", static (tenant, _, _) => LockName.OfTenant(LockKinds.Calendars, tenant)),
            ("scheduler", "firing", static (_, _, _) => LockName.OfInstallation(LockKinds.Firing)),
            ("tenants", "models", static (tenant, one, _) => LockName.OfTenant(LockKinds.Models, tenant, one)),
            ("tenants", "raises", static (tenant, one, _) => LockName.OfTenant(LockKinds.RaiseRequests, tenant, one)),
        ];
        var known = new Dictionary<(string Module, LockName Name), HashSet<string>>();
        foreach (var (module, kind, make) in kinds)
        {
            foreach (var (tenant, one, other) in from tenant in Tenants from one in Words from other in Words select (tenant, one, other))
            {
                if (Try(() => make(tenant, one, other)) is { } name)
                {
                    var parts = kind switch { "keys" => $"{tenant}|{one}|{other}", "calendars" => tenant, "firing" => "", _ => $"{tenant}|{one}" };
                    known.TryAdd((module, name), []);
                    known[(module, name)].Add($"{kind}|{parts}");
                }
            }
        }

        Assert.True(known.Count > 1_000);
        Assert.All(known.Where(static one => one.Value.Count > 1), static one =>
            Assert.Equal([$"calendars|{one.Key.Name.Text.Split('/')[0]}", $"jobs|{one.Key.Name.Text.Split('/')[0]}|calendars"], one.Value.Order(StringComparer.Ordinal)));
    }

    private static (string Made, string? Name) Any(Random random)
    {
        var tenant = Tenants[random.Next(Tenants.Length)];
        var parts = Enumerable.Range(0, random.Next(5)).Select(_ => Words[random.Next(Words.Length)]).ToArray();
        var kind = NameKinds.All[random.Next(NameKinds.All.Count)];
        var id = new Guid(random.Next(3), 0, 0, new byte[8]);
        var given = parts.Select(static part => (NamePart)part).ToArray();
        return kind switch
        {
            TenantKind of => ($"{kind.Name}|{tenant}|{string.Join('|', parts)}|{parts.Length}", Try(() => StoreName.OfTenant(of, tenant, given))?.Text),
            ThingKind of => ($"{kind.Name}|{tenant}|{id}|{parts.FirstOrDefault("x")}", Try(() => StoreName.OfThing(of, tenant, id, parts.FirstOrDefault("x")))?.Text),
            InstallationKind of => ($"{kind.Name}|{string.Join('|', parts)}|{parts.Length}", Try(() => StoreName.OfInstallation(of, given))?.Text),
            _ => throw new InvalidOperationException($"{kind.GetType().Name} is not tried."),
        };
    }

    private static T? Try<T>(Func<T> make)
        where T : struct
    {
        try
        {
            return make();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
