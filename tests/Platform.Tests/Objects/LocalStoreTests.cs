using Nanobot.Platform.Objects;

namespace Nanobot.Platform.Tests.Objects;

public sealed class LocalStoreTests : StoreContract, IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("nanobot-objects-").FullName;
    private readonly ObjectsHost _host;

    public LocalStoreTests() => _host = new ObjectsHost(("Local:Directory", Path.Combine(_directory, "objects")), ("Timeout", "00:00:30"));

    protected override IObjectStore Store => _host.Store;

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
