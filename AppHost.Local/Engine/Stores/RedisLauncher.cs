using Aspire.Hosting.Engine.Health;
using Aspire.Hosting.Engine.Launching;
using Aspire.Hosting.Engine.Resources;
using Aspire.Hosting.Engine.State;

namespace Aspire.Hosting.Engine.Stores;

/// <summary>Runs a Redis server of this suite only; the machine's own server is left alone.</summary>
internal sealed class RedisLauncher(RedisResource resource, SuiteDirectory suite, bool inContainer) : ILauncher
{
    private const string Image = "docker.io/library/redis:8.6";
    private const string Program = "redis-server";
    private const string Endpoint = "tcp";

    private readonly bool _isKept = !suite.IsEphemeral && resource.Annotations.OfType<DataVolumeAnnotation>().Any();

    public string ResourceType => inContainer ? "Container" : "Executable";

    public bool IsStore => true;

    public int? StopSignal => null;

    public void Check()
    {
        if (!inContainer && Programs.Find(Program) is null)
            throw new DistributedApplicationException(
                $"{resource.Name}: Redis is not installed. Run ./up.sh once: it installs what is missing; or install the package redis-server.");
    }

    public async Task<Launch> PrepareAsync(LaunchContext context, CancellationToken ct)
    {
        var password = resource.PasswordParameter is { } parameter ? await parameter.GetValueAsync(ct) : null;
        return inContainer ? Container(context, password) : Process(context, password);
    }

    public IReadOnlyList<HealthProbe> Probes(LaunchContext context) =>
        [new RedisProbe($"{resource.Name}_check", context.Ports[Endpoint], ct => resource.PasswordParameter?.GetValueAsync(ct) ?? default)];

    public Task MakeReadyAsync(LaunchContext context, CancellationToken ct) => Task.CompletedTask;

    // The password is in a file that only its owner reads: arguments are open to every account of the machine.
    private Launch Process(LaunchContext context, string? password)
    {
        var configuration = suite.In($"{resource.Name}.conf");
        var data = suite.In(resource.Name);
        Directory.CreateDirectory(data);
        PrivateFile.Write(configuration, $"""
            bind 127.0.0.1
            port {context.Ports[Endpoint]}
            dir "{data}"
            save ""
            appendonly {(_isKept ? "yes" : "no")}
            {(password is null ? "" : $"requirepass \"{password}\"")}

            """);
        return new Launch(Programs.Find(Program) ?? Program, [configuration], suite.Path, [],
        [
            new PropertyEntry("executable.path", null, Program, IsSensitive: false),
            new PropertyEntry("executable.workDir", null, suite.Path, IsSensitive: false),
            new PropertyEntry("executable.args", null, new[] { configuration }, IsSensitive: false),
        ]);
    }

    private Launch Container(LaunchContext context, string? password) => new(
        "sh",
        ["-c", $$"""printf 'save ""\nappendonly {{(_isKept ? "yes" : "no")}}\nrequirepass "%s"\n' "$REDIS_PASSWORD" > /tmp/redis.conf && exec redis-server /tmp/redis.conf"""],
        "/",
        [new EnvironmentEntry("REDIS_PASSWORD", password ?? "", IsSecret: true)],
        [new PropertyEntry("container.image", null, Image, IsSensitive: false)],
        new ContainerLaunch(Image, 6379, context.Ports[Endpoint], _isKept ? $"nanobot-{suite.Key}-{resource.Name}" : null, "/data"));
}
