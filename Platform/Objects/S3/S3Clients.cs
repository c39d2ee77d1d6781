using Amazon.Runtime;
using Amazon.S3;

namespace Nanobot.Platform.Objects.S3;

/// <summary>Makes the SDK's client as the options have it.</summary>
internal static class S3Clients
{
    // Beside the first one; the SDK waits between them, longer each time and not all callers equally long.
    private const int MostRetries = 2;

    private const string CopySource = "x-amz-copy-source";

    public static AmazonS3Client Create(S3Options options, HttpClient http)
    {
        var config = new AmazonS3Config
        {
            AuthenticationRegion = options.Region,
            ForcePathStyle = options.ForcePathStyle ?? options.ServiceUrl is not null,
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = MostRetries,
            // Ten more otherwise, each of them at once.
            MaxStaleConnectionRetries = 1,
            // Calls say what their checksum is; servers that are not Amazon's know no others.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_SUPPORTED,
            HttpClientFactory = new OneClient(http),
        };
        if (options.ServiceUrl is { } url)
        {
            config.ServiceURL = url;
        }
        else
        {
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(options.Region);
        }

        var client = options.AccessKey is { Length: > 0 } key ? new AmazonS3Client(new BasicAWSCredentials(key, options.SecretKey), config) : new AmazonS3Client(config);
        client.BeforeRequestEvent += static (_, request) => ShowSource(request);
        return client;
    }

    // The SDK encodes the slashes of what is copied. Amazon takes both; others do not find the bucket.
    private static void ShowSource(RequestEventArgs request)
    {
        if (request is WebServiceRequestEventArgs { Headers: var headers } && headers.TryGetValue(CopySource, out var source))
        {
            headers[CopySource] = source.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        }
    }

    private sealed class OneClient(HttpClient http) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => http;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
