using Nanobot.Contracts.Operations;

namespace Nanobot.Architecture.Tests.Conformance;

/// <summary>Walks every operation with bodies whose end, or whose octets, could be taken in two ways (RFC 9112, 6): none is acted on, and the connection ends.</summary>
[Collection(HttpSuiteCollection.Name)]
public sealed class FramingConformanceTests(HttpSuite suite)
{
    private const string Chunks = "2\r\n{}\r\n0\r\n\r\n";

    public static TheoryData<string> Doors => HttpConformanceTests.Doors;

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_body_that_could_be_read_in_two_ways_is_refused_and_its_connection_ends(string name)
    {
        var door = suite.Doors[name];
        foreach (var operation in door.Operations.Where(static operation => operation.Access != Access.Anonymous))
        {
            foreach (var (version, framing) in new (string, string[])[]
            {
                ("1.1", ["Transfer-Encoding: gzip, chunked"]), ("1.1", ["Transfer-Encoding: chunked, chunked"]), ("1.1", ["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"]),
                ("1.1", ["Transfer-Encoding: identity, chunked"]), ("1.1", ["Transfer-Encoding: chunked", "Content-Length: 2"]), ("1.0", ["Transfer-Encoding: chunked"]),
            })
            {
                // Without "Connection: close": that the server ends it is what is asserted.
                string[] lines = [$"{operation.Verb} {door.PathOf(operation)} HTTP/{version}", $"Host: {door.Address.Authority}", "Content-Type: application/json", .. framing, .. door.CredentialOf(operation.Access)];
                var answer = await RawAnswer.SendAsync(door.Address, string.Join("\r\n", lines) + "\r\n\r\n" + Chunks);
                Assert.True(answer.Status == 400 && answer.Text.Contains("AMBIGUOUS_BODY", StringComparison.Ordinal), $"{operation} {version} {string.Join(", ", framing)}: {answer.Text}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Chunks_are_taken_in_any_case_with_extensions_and_trailers_that_say_nothing(string name)
    {
        var door = suite.Doors[name];
        foreach (var operation in door.Operations.Where(static operation => operation.Verb is "POST" or "PUT" or "PATCH"))
        {
            var plain = await door.SendAsync(operation);
            foreach (var (coding, body) in new[] { ("chunked", Chunks), ("Chunked", Chunks), ("chunked", "1;a=\"b\"\r\n{\r\n01\r\n}\r\n0;z\r\nX-API-Key: other\r\nX-Tenant-ID: other\r\n\r\n") })
            {
                var answer = await RawAnswer.AskAsync(door.Address, [$"{operation.Verb} {door.PathOf(operation)} HTTP/1.1", "Content-Type: application/json", $"Transfer-Encoding: {coding}", .. door.CredentialOf(operation.Access)], body);
                Assert.True(plain.Status == answer.Status && answer.Text.Contains(plain.Code ?? "", StringComparison.Ordinal), $"{coding}: {answer.Text}, plainly {plain}");
            }
        }
    }
}
