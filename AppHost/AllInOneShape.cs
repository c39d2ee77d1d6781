using Microsoft.Extensions.Configuration;
using Nanobot.AppHost.Commands;
using Nanobot.AppHost.Running;
using Nanobot.AppHost.Stores;

namespace Nanobot.AppHost;

/// <summary>
/// The suite as one process and PostgreSQL (<c>--shape all-in-one</c>), started as the smallest install is: with one connection string. On the same data as the other
/// shape, with the same keys for what is sealed there.
/// </summary>
internal static class AllInOneShape
{
    private const string Setting = "shape";
    private const string Name = "all-in-one";
    private const string Modules = "modules";

    /// <summary>Whether it is asked for; without a shape every module is a process.</summary>
    /// <exception cref="UsageException">There is no such shape, or the model is to be published, which this one is not for.</exception>
    public static bool IsChosen(IDistributedApplicationBuilder builder) => builder.Configuration[Setting] switch
    {
        null or "" or Modules => false,
        Name when builder.ExecutionContext.IsRunMode => true,
        Name => throw new UsageException($"--shape {Name} is for a suite that runs here: a deployment of it is one process, with no model to publish."),
        var other => throw new UsageException($"--shape takes {Modules} or {Name}, not '{other}'."),
    };

    /// <summary>Puts its resources into the model. The process stands under the gateway's name, which is what is reached of it.</summary>
    public static void Describe(IDistributedApplicationBuilder builder)
    {
        var operatorKey = Suite.Secret(builder, Suite.OperatorKeyName);
        var postgres = Postgres(builder, Suite.Secret(builder, "postgres-password"));
        var feeds = builder.AddFeeds();
        var process = builder.AddProject<Projects.AllInOne>("gateway").RunBuiltBinary().WithHttpEndpoint(builder.Configuration.GetValue("port", 8080))
            .WithExternalHttpEndpoints().WithHttpReadyCheck("/health").WithShutdownLimit().WithReference(postgres, "postgres").WaitFor(postgres)
            .WithEnvironment("AllInOne__Directory", Suite.IsEphemeral(builder) ? TemporaryData.NewDirectory("keys") : SuiteDirectory.Of(builder).DataOf("keys"))
            .WithEnvironment("Secrets__Keys__0", ReferenceExpression.Create($"secrets-1:{Suite.Secret(builder, "secrets-key")}"))
            .WithEnvironment("Tokens__SigningKey", Suite.Secret(builder, "token-key")).WithEnvironment("Bootstrap__OperatorKey", operatorKey)
            .WithEvidence(feeds).WithObjects();
        process.WithDemoCommand(operatorKey);
        process.WithTenantCommands(process, operatorKey);
        Suite.SpareTelemetry(process);
        builder.UseModel(process);
    }

    private static IResourceBuilder<IResourceWithConnectionString> Postgres(IDistributedApplicationBuilder builder, IResourceBuilder<ParameterResource> password)
    {
        if (!StoreKind.IsContainers(builder.Configuration))
        {
            return builder.AddPostgresProcess("postgres", password, Suite.IsEphemeral(builder) ? null : SuiteDirectory.Of(builder)).WithArgs(Suite.PostgresSettings);
        }

        var container = builder.AddPostgres("postgres", password: password).WithArgs(Suite.PostgresSettings);
        return Suite.IsEphemeral(builder) ? container : container.WithDataVolume();
    }
}
