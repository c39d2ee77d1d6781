using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Data.Hosting;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Testing;

namespace Nanobot.Architecture.Tests;

/// <summary>The diagram tells the truth: a module has a reference in the AppHost if and only if it calls what is referenced.</summary>
public sealed partial class ReferenceTests
{
    [Fact]
    public void A_module_is_referenced_in_the_AppHost_if_and_only_if_it_is_called()
    {
        var drawn = Drawn(Repository.Read("AppHost/Program.cs"));
        var called = AllModules.All.SelectMany(static module => Called(module).Select(other => $"{module.Name} -> {other}"));

        Assert.Equal(called.Order(StringComparer.Ordinal), Repository.NotEmpty(drawn, "references"));
    }

    [Fact]
    public void A_reference_that_nobody_uses_is_found() =>
        Assert.Equal(["chat -> tenants", "reports -> chat", "reports -> tenants"], Drawn("chat.WithReference(tenants);\nreports.WithReference(tenants).With(x).WithReference(chat);"));

    [Fact]
    public void A_module_has_a_database_in_the_AppHost_if_and_only_if_its_definition_names_it()
    {
        var given = Service().Matches(Repository.Read("AppHost/Program.cs")).Select(static service => $"{service.Groups["name"].Value}db");
        var named = AllModules.All.SelectMany(static module => module.Stores).OfType<ModuleDatabase>().Select(static database => database.Name);

        Assert.Equal(named.Order(StringComparer.Ordinal), Repository.NotEmpty([.. given.Order(StringComparer.Ordinal)], "services"));
    }

    private static List<string> Drawn(string program) =>
    [
        .. Statement().Matches(program).SelectMany(static statement => Reference().Matches(statement.Value)
            .Select(reference => $"{statement.Groups["from"].Value} -> {reference.Groups["to"].Value}")).Order(StringComparer.Ordinal),
    ];

    private static IReadOnlyCollection<string> Called(ModuleDefinition module)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(TestKeys.Settings(module.Name));
        builder.Configuration.AddInMemoryCollection(
        [
            .. AllModules.All.Select(static other => new KeyValuePair<string, string?>($"services:{other.Name}:http:0", "http://localhost:1")),
        ]);
        module.Services(builder);
        using var services = builder.Services.BuildServiceProvider();
        return services.GetRequiredService<IOptions<ModuleAddresses>>().Value.Modules;
    }

    [GeneratedRegex(@"^\s*(?<from>\w+)\.[^;]*;", RegexOptions.Multiline)]
    private static partial Regex Statement();

    [GeneratedRegex(@"\.AddService<[^>]*>\(""(?<name>\w+)""\)")]
    private static partial Regex Service();

    [GeneratedRegex(@"\.WithReference\((?<to>\w+)\)")]
    private static partial Regex Reference();
}
