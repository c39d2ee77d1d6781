using Nanobot.Platform.Objects;

namespace Nanobot.Platform.Tests.Objects;

public sealed class S3StoreTests(S3StoreTests.Server server) : StoreContract, IClassFixture<S3StoreTests.Server>
{
    protected override IObjectStore Store => server.Host.Store;

    // s3rver walks directories, each before the names that merely begin like it.
    protected override bool IsOrdered => false;

    public sealed class Server : IAsyncLifetime
    {
        private ObjectServer? _server;

        internal ObjectsHost Host { get; private set; } = null!;

        internal static (string, string?)[] Settings(string address, params (string, string?)[] others) =>
            [("Kind", "s3"), ("S3:ServiceUrl", address), ("S3:Bucket", "nanobot"), ("S3:AccessKey", "S3RVER"), ("S3:SecretKey", "S3RVER"), ("Timeout", "00:00:30"), .. others];

        public async Task InitializeAsync()
        {
            _server = await ObjectServer.StartS3Async();
            Host = new ObjectsHost(Settings(_server.Address));
        }

        public async Task DisposeAsync()
        {
            Host.Dispose();
            await _server!.DisposeAsync();
        }
    }
}
