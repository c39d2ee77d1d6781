using System.Collections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Nanobot.AppHost.Running;

/// <summary>
/// Takes the values of secret parameters out of what the dashboard and Aspire's tools are told of resources: environments, connection
/// strings, the parameters themselves. The dashboard only hides them, and shows them to whoever presses a button.
/// </summary>
internal sealed class SecretRedaction(DistributedApplicationModel model, ResourceNotificationService notifications, IConfiguration configuration) : BackgroundService
{
    private const string Shown = "(secret, not shown)";

    // Aspire's own, which it makes for each run: by the one telemetry is accepted, by the other the dashboard opens.
    private static readonly string[] HostSecrets = ["AppHost:OtlpApiKey", "AppHost:BrowserToken"];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<string> secrets = [.. HostSecrets.Select(key => configuration[key]).OfType<string>().Where(static value => value.Length > 0)];
        foreach (var parameter in model.Resources.OfType<ParameterResource>().Where(parameter => parameter.Secret))
        {
            if (await parameter.GetValueAsync(stoppingToken) is { Length: > 0 } value)
            {
                secrets.Add(value);
            }
        }

        await foreach (var change in notifications.WatchAsync(stoppingToken))
        {
            if (Holds(change.Snapshot))
            {
                await notifications.PublishUpdateAsync(change.Resource, change.ResourceId, snapshot => snapshot with
                {
                    EnvironmentVariables = [.. snapshot.EnvironmentVariables.Select(variable => Holds(variable.Value) ? variable with { Value = Shown } : variable)],
                    Properties = [.. snapshot.Properties.Select(property => Holds(property.Value) ? property with { Value = Shown } : property)],
                });
            }
        }

        bool Holds(object? value) => value switch
        {
            CustomResourceSnapshot snapshot => snapshot.EnvironmentVariables.Any(variable => Holds(variable.Value)) || snapshot.Properties.Any(property => Holds(property.Value)),
            string text => secrets.Exists(secret => text.Contains(secret, StringComparison.Ordinal)),
            IEnumerable several => several.Cast<object?>().Any(Holds),
            _ => false,
        };
    }
}
