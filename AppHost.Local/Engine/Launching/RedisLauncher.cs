namespace Aspire.Hosting.Engine.Launching;

/// <summary>Runs a Redis server of this suite only; the machine's own server is left alone.</summary>
internal sealed class RedisLauncher(RedisResource resource, SuiteDirectory suite, bool inContainer) : Launcher(resource, inContainer ? "Container" : "Executable")
{
    private const string Image = "docker.io/library/redis:8.6";
    private const string Program = "redis-server";
    private const string Endpoint = "tcp";

    private readonly bool _isKept = !suite.IsEphemeral && resource.Annotations.OfType<DataVolumeAnnotation>().Any();

    public override bool IsStore => true;

    private string AppendOnly => _isKept ? "yes" : "no";

    public override void Check()
    {
        if (!inContainer && Tool.Find(Program) is null)
            throw new DistributedApplicationException(
                $"{resource.Name}: Redis is not installed. Run ./up.sh once: it installs what is missing; or install the package redis-server.");
    }

    public override async Task<Launch> PrepareAsync(LaunchContext context, CancellationToken ct)
    {
        var password = await resource.PasswordParameter.GetValueAsync(ct) ?? "";
        return inContainer ? Container(context, password) : Process(context, password);
    }

    public override IReadOnlyList<HealthProbe> Probes(LaunchContext context) =>
        [HealthProbe.Redis($"{resource.Name}_check", context.Ports[Endpoint], resource.PasswordParameter)];

    // The password is in a file that only its owner reads: arguments are open to every account of the machine.
    private Launch Process(LaunchContext context, string password)
    {
        var data = suite.In(resource.Name);
        Directory.CreateDirectory(data);
        PrivateFile.Write(suite.In($"{resource.Name}.conf"), $"""
            bind 127.0.0.1
            port {context.Ports[Endpoint]}
            dir "{data}"
            save ""
            appendonly {AppendOnly}
            requirepass "{password}"

            """);
        return Launch.Of(Tool.Find(Program)!, [suite.In($"{resource.Name}.conf"), .. Arguments], suite.Path, []);
    }

    private Launch Container(LaunchContext context, string password)
    {
        const string Script = """
            printf 'save ""\nappendonly %s\nrequirepass "%s"\n' "$0" "$REDIS_PASSWORD" > /tmp/redis.conf && exec redis-server /tmp/redis.conf "$@"
            """;
        EnvironmentEntry[] environment = [new("REDIS_PASSWORD", password, IsSecret: true)];
        var secrets = ContainerSecrets.Write(suite, resource.Name, environment);
        return new Launch("sh", ["-c", Script, AppendOnly, .. Arguments], "/", [.. environment], [new("container.image", Image)],
            new ContainerLaunch(Image, 6379, context.Ports[Endpoint], secrets, _isKept ? $"nanobot-{suite.Key}-{resource.Name}" : null, "/data"));
    }
}
