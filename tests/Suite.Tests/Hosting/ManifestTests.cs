using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Nanobot.Suite.Tests.Hosting;

/// <summary>What is published of the application model, as azd asks for it.</summary>
public sealed partial class ManifestTests
{
    private static readonly string[] Services = ["chat", "gateway", "reports", "scheduler", "tenants"];

    [Fact]
    public async Task The_manifest_has_the_stores_as_containers_a_sidecar_for_each_service_with_events_and_no_executable()
    {
        using var home = new AppHostProcess.Home();
        var resources = await PublishAsync(home);

        var types = resources.ToLookup(resource => resource.Value!["type"]!.GetValue<string>(), resource => resource.Key);
        Assert.Equal(["cache", "postgres"], types["container.v0"].Order(StringComparer.Ordinal));
        Assert.Superset(Services.ToHashSet(), types["project.v0"].ToHashSet());
        Assert.Equal(["chat-dapr", "reports-dapr", "scheduler-dapr", "tenants-dapr"], types["dapr.v0"].Order(StringComparer.Ordinal));
        Assert.DoesNotContain(types, type => type.Key.StartsWith("executable", StringComparison.Ordinal));
        Assert.Equal("chat", resources["chat-dapr"]!["dapr"]!["appId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Every_secret_is_an_input_and_no_value_stands_in_the_manifest()
    {
        using var home = new AppHostProcess.Home();
        var resources = await PublishAsync(home);

        foreach (var service in Services)
        {
            var secrets = resources[service]!["env"]!.AsObject().Where(variable => IsSecret(variable.Key)).ToList();
            Assert.NotEmpty(secrets);
            Assert.All(secrets, variable => Assert.Matches(@"\{[^}]+\}", variable.Value!.GetValue<string>()));
        }

        foreach (var parameter in resources.Where(resource => resource.Value!["type"]!.GetValue<string>() == "parameter.v0"))
        {
            var isSecret = parameter.Value!["inputs"]!["value"]!["secret"]?.GetValue<bool>() ?? false;
            Assert.True(isSecret != parameter.Key.EndsWith("-public-key", StringComparison.Ordinal), $"{parameter.Key} is {(isSecret ? "a" : "no")} secret");
        }
    }

    [Fact]
    public async Task Each_module_is_given_its_own_private_key_and_everybodys_public_ones()
    {
        using var home = new AppHostProcess.Home();
        var resources = await PublishAsync(home);

        foreach (var service in Services)
        {
            var environment = resources[service]!["env"]!.AsObject().ToDictionary(variable => variable.Key, variable => variable.Value!.GetValue<string>());
            Assert.Equal([$"{service}-1:{{{service}-context-key.value}}"],
                environment.Values.Where(value => value.Contains("-context-key.", StringComparison.Ordinal)));
            Assert.Equal(
                Services.Select(issuer => $"{issuer}-1:{issuer}:{{{issuer}-context-public-key.value}}"),
                environment.Where(variable => variable.Key.StartsWith("Tenancy__TrustedKeys__", StringComparison.Ordinal))
                    .Select(variable => variable.Value).Order(StringComparer.Ordinal));
            Assert.DoesNotContain(environment.Keys, name => name.StartsWith("Tenancy__SigningKeys__1", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Only_the_migrations_expressions_lead_to_the_superusers_password()
    {
        using var home = new AppHostProcess.Home();
        var resources = await PublishAsync(home);

        var holders = resources.Where(resource => resource.Value!["env"] is { } environment
            && environment.AsObject().Any(variable => LeadsTo(resources, variable.Value!.GetValue<string>(), "postgres-password")));

        Assert.Equal(["migrations", "postgres"], holders.Select(resource => resource.Key).Order(StringComparer.Ordinal));
    }

    // Follows connection strings, and what encodes a parameter, to the parameters.
    private static bool LeadsTo(JsonObject resources, string expression, string parameter) =>
        Reference().Matches(expression).Select(match => match.Groups[1].Value).Any(name => name == parameter
            || new[] { "connectionString", "value" }.Select(member => resources[name]?[member]?.GetValue<string>()).OfType<string>()
                .Any(further => further != expression && LeadsTo(resources, further, parameter)));

    [GeneratedRegex(@"\{([^.{}]+)\.(?:connectionString|value)\}")]
    private static partial Regex Reference();

    private static bool IsSecret(string variable) =>
        variable.Contains("Key", StringComparison.OrdinalIgnoreCase) || variable.Contains("Password", StringComparison.OrdinalIgnoreCase)
        || variable.Contains("Token", StringComparison.OrdinalIgnoreCase) || variable.StartsWith("ConnectionStrings", StringComparison.Ordinal);

    private static async Task<JsonObject> PublishAsync(AppHostProcess.Home home)
    {
        var file = Path.Combine(home.Directory, "manifest.json");
        using var host = new AppHostProcess(home, ["--publisher", "manifest", "--output-path", file]);
        Assert.True(await host.ExitAsync() == 0, host.Output);
        return JsonNode.Parse(await File.ReadAllTextAsync(file))!["resources"]!.AsObject();
    }
}
