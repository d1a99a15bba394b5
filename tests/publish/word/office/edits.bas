' Edits Word files as a person would: a list of steps, run in LibreOffice without a window. Each line of the
' list is a verb and what it needs, apart by tabs; texts are found by their characters, in notes and cells too.
' A step that fails ends its file with a line that says why; the next file goes on.

Option Explicit

Private oDoc As Object
Private sWhy As String

Sub Main(sList As String, sLog As String)
    Dim oFiles As Object, oInput As Object, oLog As Object
    Dim bSkip As Boolean, sFailed As String, sStep As String
    oFiles = createUnoService("com.sun.star.ucb.SimpleFileAccess")
    oInput = createUnoService("com.sun.star.io.TextInputStream")
    oInput.setInputStream(oFiles.openFileRead(sList))
    oInput.setEncoding("UTF-8")
    oLog = createUnoService("com.sun.star.io.TextOutputStream")
    oLog.setOutputStream(oFiles.openFileWrite(sLog))
    oLog.setEncoding("UTF-8")
    bSkip = False
    Do While Not oInput.isEOF()
        sStep = Replace(oInput.readLine(), Chr(10), "")
        If sStep <> "" Then
            If Left(sStep, 5) = "open" & Chr(9) Then bSkip = False
            If Not bSkip Then
                sFailed = Tried(sStep)
                If sFailed <> "" Then
                    oLog.writeString("failed" & Chr(9) & sStep & Chr(9) & sFailed & Chr(10))
                    bSkip = True
                    Shut
                End If
            End If
        End If
    Loop
    oLog.writeString("end" & Chr(10))
    oLog.flush()
    oLog.closeOutput()
    oInput.closeInput()
    StarDesktop.terminate()
End Sub

' What went wrong, "" for nothing.
Function Tried(sLine As String) As String
    On Error GoTo Failed
    Tried = ""
    sWhy = ""
    Done(Split(sLine, Chr(9)))
    Exit Function
Failed:
    Tried = IIf(sWhy <> "", sWhy, Error$)
End Function

Sub Done(aStep)
    Select Case aStep(0)
        Case "open"
            Shut
            oDoc = StarDesktop.loadComponentFromURL(aStep(1), "_blank", 0, Array(Named("Hidden", True)))
            If IsNull(oDoc) Then Fail("LibreOffice cannot open the file")
        Case "author"
            SetAuthor(aStep(1), aStep(2))
        Case "tracking"
            oDoc.RecordChanges = (aStep(1) = "on")
        Case "replace"
            Mark(Found(aStep(1)))
            Typed(aStep(2))
        Case "delete"
            Mark(Found(aStep(1)))
            Run(".uno:Delete")
        Case "delete-from"
            Mark(Between(aStep(1), aStep(2)))
            Run(".uno:Delete")
        Case "insert"
            Mark(Found(aStep(1)).getEnd())
            Typed(aStep(2))
        Case "split"
            Mark(Found(aStep(1)).getStart())
            Run(".uno:InsertPara")
        Case "join"
            Mark(BeforeParagraph(aStep(1)))
            Run(".uno:Delete")
        Case "add"
            Mark(Paragraph(aStep(1)).getEnd())
            Run(".uno:InsertPara")
            Typed(aStep(2))
        Case "remove"
            Mark(WithEnd(aStep(1)))
            Run(".uno:Delete")
        Case "move"
            Pasted(WithEnd(aStep(1)), ".uno:Cut", Paragraph(aStep(2)).getStart())
        Case "copy"
            Pasted(WithEnd(aStep(1)), ".uno:Copy", Paragraph(aStep(2)).getStart())
        Case "move-words"
            Pasted(Found(aStep(1)), ".uno:Cut", Found(aStep(2)).getEnd())
        Case "note"
            Mark(Found(aStep(1)).getEnd())
            Run(".uno:InsertFootnote")
            Typed(aStep(2))
        Case "delete-mark"
            Mark(NoteBehind(aStep(1)))
            Run(".uno:Delete")
        Case "overtype"
            Mark(Following(aStep(1), CInt(aStep(2))))
            Typed(aStep(3))
        Case "delete-after"
            Mark(Following(aStep(1), CInt(aStep(2))))
            Run(".uno:Delete")
        Case "comment"
            Comment(Found(aStep(1)), aStep(2), aStep(3), aStep(4))
        Case "comment-mark"
            Mark(NoteBehind(aStep(1)))
            Run(".uno:InsertAnnotation", Named("Text", aStep(2)), Named("Author", aStep(3)))
        Case "style"
            Mark(Found(aStep(1)))
            Run(".uno:StyleApply", Named("Style", aStep(2)), Named("FamilyName", "ParagraphStyles"))
        Case "strong"
            Mark(Found(aStep(1)))
            Run(".uno:Bold", Named("Bold", True))
        Case "emphasis"
            Mark(Found(aStep(1)))
            Run(".uno:Italic", Named("Italic", True))
        Case "row-after"
            Mark(Found(aStep(1)).getStart())
            Run(".uno:InsertRowsAfter")
        Case "row-remove"
            Mark(Found(aStep(1)).getStart())
            Run(".uno:DeleteRows")
        Case "type-below"
            Mark(Found(aStep(1)).getStart())
            oDoc.CurrentController.ViewCursor.goDown(1, False)
            Typed(aStep(2))
        Case "accept-all"
            Run(".uno:AcceptAllTrackedChanges")
        Case "reject-all"
            Run(".uno:RejectAllTrackedChanges")
        Case "save"
            Saved(aStep(1), aStep(2), aStep(3))
        Case "close"
            Shut
        Case Else
            Fail("no such step")
    End Select
End Sub

Sub Fail(sWhat As String)
    sWhy = sWhat
    Error 1000
End Sub

Function Named(sName As String, vValue) As com.sun.star.beans.PropertyValue
    Dim oProperty As New com.sun.star.beans.PropertyValue
    oProperty.Name = sName
    oProperty.Value = vValue
    Named = oProperty
End Function

' The place of characters; those that a tracked change took out count, and so do notes and cells, not the
' contents.
Function Found(sText As String) As Object
    Dim oSearch As Object, oRange As Object
    oSearch = oDoc.createSearchDescriptor()
    oSearch.SearchString = sText
    oSearch.SearchCaseSensitive = True
    oRange = oDoc.findFirst(oSearch)
    Do While InContents(oRange)
        oRange = oDoc.findNext(oRange.getEnd(), oSearch)
    Loop
    If IsNull(oRange) Then Fail("not in the text: " & sText)
    Found = oRange
End Function

Function InContents(oRange As Object) As Boolean
    InContents = False
    If Not IsNull(oRange) Then InContents = (Left(oRange.ParaStyleName, 9) = "Contents ")
End Function

Function Between(sFirst As String, sLast As String) As Object
    Dim oFirst As Object, oCursor As Object
    oFirst = Found(sFirst)
    oCursor = oFirst.getText().createTextCursorByRange(oFirst)
    oCursor.gotoRange(Found(sLast), True)
    Between = oCursor
End Function

Function Following(sText As String, nCharacters As Integer) As Object
    Dim oRange As Object, oCursor As Object
    oRange = Found(sText).getEnd()
    oCursor = oRange.getText().createTextCursorByRange(oRange)
    oCursor.goRight(nCharacters, True)
    Following = oCursor
End Function

' The mark of the note that follows words; the edges of a content control may lie between.
Function NoteBehind(sText As String) As Object
    Dim oText As Object, oCursor As Object, oAnchor As Object, nPlace As Integer, nNote As Integer
    oCursor = Found(sText).getEnd()
    oText = oCursor.getText()
    oCursor = oText.createTextCursorByRange(oCursor)
    For nPlace = 0 To 2
        For nNote = 0 To oDoc.Footnotes.getCount() - 1
            oAnchor = oDoc.Footnotes.getByIndex(nNote).getAnchor()
            If EqualUnoObjects(oAnchor.getText(), oText) Then
                If oText.compareRegionStarts(oAnchor, oCursor) = 0 Then
                    NoteBehind = oAnchor
                    Exit Function
                End If
            End If
        Next nNote
        oCursor.goRight(1, False)
    Next nPlace
    Fail("no note behind: " & sText)
End Function

Function Paragraph(sText As String) As Object
    Dim oRange As Object, oCursor As Object
    oRange = Found(sText)
    oCursor = oRange.getText().createTextCursorByRange(oRange.getStart())
    oCursor.gotoStartOfParagraph(False)
    oCursor.gotoEndOfParagraph(True)
    Paragraph = oCursor
End Function

' A paragraph with its end, so that cutting it leaves no empty one.
Function WithEnd(sText As String) As Object
    Dim oCursor As Object
    oCursor = Paragraph(sText)
    If Not oCursor.goRight(1, True) Then Fail("the last paragraph has no end to take: " & sText)
    WithEnd = oCursor
End Function

Function BeforeParagraph(sText As String) As Object
    Dim oCursor As Object
    oCursor = Paragraph(sText)
    oCursor.collapseToStart()
    If Not oCursor.goLeft(1, False) Then Fail("no paragraph before: " & sText)
    BeforeParagraph = oCursor
End Function

Sub Mark(oRange As Object)
    oDoc.CurrentController.ViewCursor.gotoRange(oRange, False)
End Sub

Sub Run(sCommand As String, Optional vFirst, Optional vSecond)
    Dim oDispatcher As Object, aArguments
    oDispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    aArguments = Array()
    If Not IsMissing(vFirst) Then aArguments = Array(vFirst)
    If Not IsMissing(vSecond) Then aArguments = Array(vFirst, vSecond)
    oDispatcher.executeDispatch(oDoc.CurrentController.Frame, sCommand, "", 0, aArguments)
End Sub

Sub Pasted(oTaken As Object, sHow As String, oTarget As Object)
    Mark(oTaken)
    Run(sHow)
    Mark(oTarget)
    Run(".uno:Paste")
End Sub

Sub Typed(sText As String)
    If sText <> "" Then Run(".uno:InsertText", Named("Text", sText))
End Sub

Sub Comment(oRange As Object, sText As String, sAuthor As String, sDate As String)
    Dim oComment As Object
    oComment = oDoc.createInstance("com.sun.star.text.textfield.Annotation")
    oComment.Content = sText
    oComment.Author = sAuthor
    If sDate <> "" Then
        Dim oTime As New com.sun.star.util.DateTime
        oTime.Year = CInt(Mid(sDate, 1, 4))
        oTime.Month = CInt(Mid(sDate, 6, 2))
        oTime.Day = CInt(Mid(sDate, 9, 2))
        oTime.Hours = CInt(Mid(sDate, 12, 2))
        oTime.Minutes = CInt(Mid(sDate, 15, 2))
        oComment.DateTimeValue = oTime
    End If
    oRange.getText().insertTextContent(oRange, oComment, True)
End Sub

' Tracked changes carry the names of the profile.
Sub SetAuthor(sGiven As String, sFamily As String)
    Dim oProvider As Object, oData As Object
    oProvider = createUnoService("com.sun.star.configuration.ConfigurationProvider")
    oData = oProvider.createInstanceWithArguments( _
        "com.sun.star.configuration.ConfigurationUpdateAccess", _
        Array(Named("nodepath", "/org.openoffice.UserProfile/Data")))
    oData.givenname = sGiven
    oData.sn = sFamily
    oData.commitChanges()
End Sub

Sub Saved(sTarget As String, sFilter As String, sOptions As String)
    oDoc.storeToURL(sTarget, Array(Named("FilterName", sFilter), Named("FilterOptions", sOptions)))
End Sub

Sub Shut
    If Not IsNull(oDoc) Then
        If Not IsEmpty(oDoc) Then oDoc.close(True)
    End If
    oDoc = Nothing
End Sub
