using MailKit;

namespace Nanobot.Services.Reports.Delivery.Mail;

/// <summary>Whether any of a mail's content is on its way: from then on the server may have all of it by the time that something fails.</summary>
internal sealed class MailProgress : ITransferProgress
{
    private volatile bool _hasBegun;

    public bool HasBegun => _hasBegun;

    public void Report(long bytesTransferred, long totalSize) => _hasBegun = true;

    public void Report(long bytesTransferred) => _hasBegun = true;
}
