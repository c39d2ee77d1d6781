using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Services.Gateway;
using Nanobot.Services.Gateway.Guards;
using Nanobot.Testing;

namespace Nanobot.Architecture.Tests;

/// <summary>One chain of guards, in one order, and no other guard beside it.</summary>
public sealed class GuardTests
{
    private static readonly string[] Order = ["credential", "named tenant", "tenant", "visit", "token", "scopes", "rate", "concurrency", "quota", "policy"];

    [Fact]
    public async Task Each_guard_is_a_sealed_class_that_stands_in_the_chain_and_the_order_is_that_of_the_docs()
    {
        var kinds = Repository.NotEmpty(typeof(IGuard).Assembly.GetTypes().Where(static type => type.IsClass && type.IsAssignableTo(typeof(IGuard))).ToList(), "guards");
        var builder = WebApplication.CreateBuilder(["--environment", "Production"]);
        builder.Configuration.AddInMemoryCollection(TestKeys.Settings("gateway").Select(static setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Configuration.AddInMemoryCollection(
        [
            new("Tokens:SigningKey", "tests-only-token-secret-0123456789"), new("ConnectionStrings:cache", "127.0.0.1:1"),
            .. new[] { "tenants", "chat", "reports", "scheduler" }.Select(static module => KeyValuePair.Create($"services:{module}:http:0", (string?)"http://127.0.0.1:1")),
        ]);
        await using var gateway = ModuleHost.Build(builder, GatewayModule.Definition);

        var chain = gateway.Services.GetRequiredService<GuardChain>().All;

        Assert.All(kinds, static kind => Assert.True(kind.IsSealed, kind.Name));
        Assert.Equal(kinds.Select(static kind => kind.Name).Order(StringComparer.Ordinal), chain.Select(static guard => guard.GetType().Name).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(Order, chain.Select(static guard => guard.Name));
        Assert.Contains($"({string.Join(", ", Order)})", Repository.Read(Path.Combine("docs", "services", "gateway.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_asks_guards_but_their_chain()
    {
        // A hello is shown what its caller may ask for, which policies decide; a call that has waited is asked for its tenant again.
        string[] allowed = ["GuardChain.cs", "LimitsPart.cs", "ConcurrencyGuard.cs"];

        var askers = Repository.ProductSources.Where(static file => file.StartsWith("Services.Gateway", StringComparison.Ordinal)
            && (Repository.Read(file).Contains("guard.CheckAsync(", StringComparison.Ordinal) || Repository.Read(file).Contains("policy.CheckAsync(", StringComparison.Ordinal)
                || Repository.Read(file).Contains("active.CheckAsync(", StringComparison.Ordinal)));

        Assert.Equal(allowed.Order(StringComparer.Ordinal), askers.Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
    }
}
