using Nanobot.Platform.Objects;

namespace Nanobot.Platform.Tests.Objects;

public sealed class BlobStoreTests(BlobStoreTests.Server server) : StoreContract, IClassFixture<BlobStoreTests.Server>
{
    protected override IObjectStore Store => server.Host.Store;

    public sealed class Server : IAsyncLifetime
    {
        // Azurite's, which every copy of it knows.
        private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

        private ObjectServer? _server;

        internal ObjectsHost Host { get; private set; } = null!;

        internal static (string, string?)[] Settings(string address, string key = Key, params (string, string?)[] others) =>
            [("Kind", "azure"), ("Azure:ConnectionString", $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={key};BlobEndpoint={address}/devstoreaccount1;"), ("Azure:Container", "nanobot"), ("Timeout", "00:00:30"), .. others];

        public async Task InitializeAsync()
        {
            _server = await ObjectServer.StartAzureAsync();
            Host = new ObjectsHost(Settings(_server.Address));
        }

        public async Task DisposeAsync()
        {
            Host.Dispose();
            await _server!.DisposeAsync();
        }
    }
}
