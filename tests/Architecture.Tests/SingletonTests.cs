using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Data.Hosting;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Architecture.Tests;

/// <summary>
/// What lives as long as the process works for all tenants, and so holds none: no context and no tenant's id in a field, be it its own or one of what it is made of. What is
/// kept of many tenants, each by its id, stands in collections.
/// </summary>
public sealed class SingletonTests
{
    private const int Depth = 8;

    public static TheoryData<string> Modules => [.. AllModules.All.Select(static module => module.Name)];

    [Theory]
    [MemberData(nameof(Modules))]
    public void No_singleton_of_a_module_holds_a_tenant(string module)
    {
        var singletons = Repository.NotEmpty(Singletons(AllModules.All.Single(one => one.Name == module)), "singletons");

        Assert.True(singletons.Count > 20, $"Only {singletons.Count} singletons of {module} were found.");
        // The installation's policies are made without a tenant, by the same type as a tenant's.
        Assert.Equal([], singletons.SelectMany(static type => Held(type, type.Name, Depth)).Distinct(StringComparer.Ordinal)
            .Where(static held => !held.StartsWith("PolicySetsOf.<Installation>", StringComparison.Ordinal)));
    }

    [Fact]
    public void One_that_holds_a_tenant_is_found_however_it_holds_it()
    {
        Assert.Equal(["HoldsContext._context"], Held(typeof(HoldsContext), nameof(HoldsContext), Depth));
        Assert.Equal(["HoldsIt.<holder>P._context"], Held(typeof(HoldsIt), nameof(HoldsIt), Depth));
        Assert.Equal(["HoldsLater._later"], Held(typeof(HoldsLater), nameof(HoldsLater), Depth));
        Assert.Equal(["HoldsId._tenantId"], Held(typeof(HoldsId), nameof(HoldsId), Depth));
        Assert.Empty(Held(typeof(HoldsMany), nameof(HoldsMany), Depth));
    }

    private static List<Type> Singletons(ModuleDefinition module)
    {
        var builder = WebApplication.CreateBuilder(["--environment", "Production"]);
        var database = module.Stores.OfType<ModuleDatabase>().SingleOrDefault();
        (string Key, string? Value)[] settings =
        [
            .. database is null ? [] : TestDatabase.Settings(database.Name, $"Host=127.0.0.1;Port=1;Database={database.Name};Username=owner;Password=owner").Select(static one => (one.Key, one.Value)),
            .. TestKeys.Settings(module.Name).Select(static one => (one.Key, one.Value)),
            ("ConnectionStrings:cache", "127.0.0.1:1"),
            ("Tokens:SigningKey", new string('k', 48)),
            .. AllModules.All.Select(static other => ($"services:{other.Name}:http:0", (string?)"http://127.0.0.1:1")),
        ];
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        ModuleHost.Build(builder, module);
        return [.. builder.Services.Where(static service => service is { Lifetime: ServiceLifetime.Singleton, IsKeyedService: false })
            .Select(static service => service.ImplementationType ?? service.ImplementationInstance?.GetType() ?? service.ServiceType)
            .Where(IsOurs).Distinct()];
    }

    private static IEnumerable<string> Held(Type type, string path, int depth)
    {
        foreach (var field in Fields(type))
        {
            var (held, at) = (Within(field.FieldType), $"{path}.{field.Name}");
            if (held == typeof(TenantContext) || held == typeof(VerifiedContext) || held == typeof(TenantScope) || IsId(field))
            {
                yield return at;
            }
            else if (depth > 0 && held != type && held is { IsInterface: false } && IsOurs(held))
            {
                foreach (var deeper in Held(held, at, depth - 1))
                {
                    yield return deeper;
                }
            }
        }
    }

    private static bool IsId(FieldInfo field) => field.FieldType == typeof(string) && field.Name.Contains("tenantId", StringComparison.OrdinalIgnoreCase);

    // What stands in these is held as if it stood in the field itself.
    private static Type Within(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is var form
        && (form == typeof(Lazy<>) || form == typeof(Task<>) || form == typeof(ValueTask<>) || form == typeof(Nullable<>) || form == typeof(TaskCompletionSource<>))
            ? Within(type.GetGenericArguments()[0])
            : type;

    private static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (var at = type; at is not null && IsOurs(at); at = at.BaseType)
        {
            foreach (var field in at.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field;
            }
        }
    }

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("Nanobot.", StringComparison.Ordinal) is true;

#pragma warning disable CS0169, CS9113, IDE0044, IDE0051, CA1823 // Only their fields are looked at.
    private sealed class HoldsContext
    {
        private TenantContext? _context;
    }

    private sealed class HoldsIt(HoldsContext holder)
    {
        public HoldsContext Holder => holder;
    }

    private sealed class HoldsLater
    {
        private Lazy<Task<TenantContext>>? _later;
    }

    private sealed class HoldsId
    {
        private string? _tenantId;
    }

    private sealed class HoldsMany
    {
        private ConcurrentDictionary<string, TenantContext>? _known;
    }
#pragma warning restore CS0169, CS9113, IDE0044, IDE0051, CA1823
}
