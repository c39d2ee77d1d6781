using Aspire.Hosting;
using Aspire.Hosting.Engine.State;

namespace Nanobot.AppHost.Local.Tests.State;

public sealed class SecretStoreTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("nanobot-test-").FullName;

    private string File => Path.Combine(_root, "secrets.json");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_secret_is_made_once_and_found_by_the_next_start()
    {
        var first = new SecretStore(File).GetOrAdd("key", () => "made");
        Assert.Equal(first, new SecretStore(File).GetOrAdd("key", () => "another"));
    }

    [Fact]
    public void Only_the_owner_can_read_the_file()
    {
        new SecretStore(File).GetOrAdd("key", () => "made");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public void A_damaged_file_is_named_and_not_overwritten()
    {
        System.IO.File.WriteAllText(File, "{");
        Assert.Contains(File, Assert.Throws<DistributedApplicationException>(() => new SecretStore(File).GetOrAdd("key", () => "made")).Message, StringComparison.Ordinal);
        Assert.Equal("{", System.IO.File.ReadAllText(File));
    }
}
