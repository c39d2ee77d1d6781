using Aspire.Hosting;
using Aspire.Hosting.Engine.Launching;

namespace Nanobot.AppHost.Local.Tests.Stores;

public sealed class PostgresDataTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("nanobot-test-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Data_of_another_major_version_is_refused_with_both_versions_and_the_way_out()
    {
        WriteVersion("14");
        var refused = Assert.Throws<DistributedApplicationException>(() => Data().ChooseBinaries([new("/a/bin", 16), new("/b/bin", 15)]));
        Assert.Contains("postgres:", refused.Message, StringComparison.Ordinal);
        Assert.Contains("PostgreSQL 14", refused.Message, StringComparison.Ordinal);
        Assert.Contains("16, 15", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--ephemeral", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_is_opened_by_the_version_that_wrote_it()
    {
        WriteVersion("15");
        Assert.Equal(15, Data().ChooseBinaries([new("/a/bin", 16), new("/b/bin", 15)]).MajorVersion);
    }

    [Fact]
    public void A_missing_server_is_named_with_what_installs_it()
    {
        var refused = Assert.Throws<DistributedApplicationException>(() => Data().ChooseBinaries([]));
        Assert.Contains("./up.sh", refused.Message, StringComparison.Ordinal);
    }

    private PostgresData Data() => new("postgres", _root, isKept: true);

    private void WriteVersion(string version)
    {
        Directory.CreateDirectory(Data().Path);
        File.WriteAllText(Path.Combine(Data().Path, "PG_VERSION"), $"{version}\n");
    }
}
