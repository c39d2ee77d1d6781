using Aspire.Hosting;
using Aspire.Hosting.Engine.Launching;
using Aspire.Hosting.Engine.State;
using Microsoft.Extensions.Configuration;

namespace Nanobot.AppHost.Local.Tests.Stores;

public sealed class ContainerSecretsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("nanobot-test-").FullName;

    private SuiteDirectory Suite
    {
        get
        {
            var suite = new SuiteDirectory(_root, new ConfigurationManager { ["Local:StateDirectory"] = _root }, forTests: false);
            Directory.CreateDirectory(suite.Path);
            return suite;
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Only_the_secrets_are_in_the_file_and_only_its_owner_reads_it()
    {
        var path = ContainerSecrets.Write(Suite, "postgres", [new("POSTGRES_USER", "postgres", IsSecret: false), new("POSTGRES_PASSWORD", "a=b c", IsSecret: true)]);
        Assert.Equal("POSTGRES_PASSWORD=a=b c\n", File.ReadAllText(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_secret_of_several_lines_is_refused_by_its_name_only()
    {
        var refused = Assert.Throws<DistributedApplicationException>(
            () => ContainerSecrets.Write(Suite, "cache", [new("REDIS_PASSWORD", "first\nsecond", IsSecret: true)]));
        Assert.Equal("cache: the value of REDIS_PASSWORD must be one line.", refused.Message);
    }
}
